# Hai lệnh chính: make run (chạy), make test (kiểm tra tất cả). make help liệt kê các lệnh.

PORT ?= 8000
DATA ?= ./var
YEAR ?=
CASES ?=
SEED ?= 0
SHARD ?= 1/1
SHELL := /bin/bash
BIN := .venv/bin

# What the checks write stays out of the office's data folder.
CHECK := DOINGOAI_DATA=build/check
# A server as it stands in the office: https, its own key. The strictest check must find nothing.
DEPLOYED := $(CHECK) DOINGOAI_BASE_URL=https://doingoai.test DOINGOAI_HOSTS=doingoai.test \
	DOINGOAI_SECRET_KEY=only-for-the-check-Zk3vQ8wXr1Tn6LpB9sHc2YdG5mJf7AeU4oRi0K

.PHONY: run setup setup-test check test test-long bench reference pictures lock help \
	gate-style gate-imports gate-types gate-django gate-words gate-house gate-tests gate-both gate-outside \
	gate-browser gate-postgres
.NOTPARALLEL:

help: ## các lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-12s %s\n", $$1, $$2 }'
	@echo "Tùy chọn: PORT=8000 (cổng), DATA=./var (thư mục dữ liệu), YEAR= (năm làm việc), CASES= (phần đo của bench)"

run: setup ## chạy tại PORT, dữ liệu ở DATA; Ctrl-C để dừng
	@DOINGOAI_DATA="$(DATA)" DOINGOAI_YEAR="$(YEAR)" $(BIN)/doingoai serve --setup --port $(PORT)

setup: .venv/base.stamp ## tạo .venv và lệnh .venv/bin/doingoai

.venv/base.stamp: requirements/base.lock requirements/install
	@requirements/install base
	@touch $@

setup-test: .venv/test.stamp

.venv/test.stamp: requirements/test.lock requirements/install
	@requirements/install test
	@touch .venv/base.stamp $@

check: setup-test gate-style gate-imports gate-types gate-django gate-words gate-house ## các kiểm tra nhanh

test: setup-test gate-style gate-imports gate-types gate-django gate-words ## mọi kiểm tra
	@$(MAKE) --no-print-directory gate-both

# Two cores, two lanes: the tests, and beside them what waits for a browser and for PostgreSQL, told when both are done.
gate-both:
	@$(MAKE) --no-print-directory gate-outside > build/outside.log 2>&1 & outside=$$!; \
	$(MAKE) --no-print-directory gate-tests; tests=$$?; \
	wait $$outside; outside=$$?; cat build/outside.log; exit $$((tests + outside))

gate-outside: gate-browser gate-postgres

gate-style: build/check
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/djhtml --check doingoai > build/djhtml.log 2>&1 || { cat build/djhtml.log; exit 1; }

gate-imports: build/check
	@$(BIN)/lint-imports > build/imports.log || { cat build/imports.log; exit 1; }

gate-types:
	@$(BIN)/mypy --no-error-summary doingoai

gate-django: build/check
	@$(CHECK) $(BIN)/doingoai makemigrations --check --dry-run
	@$(DEPLOYED) $(BIN)/doingoai check --deploy --fail-level WARNING

gate-words: build/check
	@$(CHECK) $(BIN)/doingoai messages compile
	@$(CHECK) $(BIN)/doingoai messages check

gate-house: build/check
	@$(CHECK) $(BIN)/pytest -q -m "not slow" tests/house

gate-tests: build/check
	@$(CHECK) $(BIN)/pytest -q

gate-browser: build/check
	@.ci/browser; code=$$?; \
	if [ $$code = 75 ]; then exit 0; elif [ $$code != 0 ]; then exit $$code; fi; \
	$(CHECK) $(BIN)/pytest -q -m "browser and not long"

# The rooms whose tables, leases and word index differ between the two databases.
gate-postgres: build/check
	@$(CHECK) $(BIN)/python -W ignore -m tests.on_postgresql -q -m "not browser and not long" --ignore tests/jobs/test_kill.py \
		tests/audit tests/jobs tests/mail tests/search tests/agencies tests/law tests/plan

test-long: setup-test build/check ## các kiểm tra nặng: hàng trăm lần dừng đột ngột, chạy lâu
	@$(CHECK) SEED=$(SEED) $(BIN)/pytest -q -m long --shard $(SHARD) --hypothesis-seed=$(SEED) --hypothesis-profile=long

bench: setup-test build/check ## đo tốc độ, bộ nhớ, cỡ trang; CASES= chọn phần đo
	@$(CHECK) $(BIN)/python -m bench $(CASES)

reference: setup build/check ## viết lại docs/reference theo sản phẩm
	@$(CHECK) $(BIN)/doingoai reference write

pictures: setup-test ## chụp lại ảnh của các trang hướng dẫn (cần chromium)
	@.ci/browser && $(BIN)/python docs/how-to/pictures.py

lock: ## khóa lại các gói (cần uv)
	@for name in base test; do \
		uv pip compile --quiet requirements/$$name.in --generate-hashes --python-version 3.11 --no-header \
			$$([ $$name = test ] && echo "-c requirements/base.lock") -o requirements/$$name.lock; \
	done

build/check:
	@mkdir -p $@
