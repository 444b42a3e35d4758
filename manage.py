"""The same commands as `doingoai`, for those who know Django's habit."""

from doingoai.__main__ import main

if __name__ == "__main__":
    main()
