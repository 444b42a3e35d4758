"""Addresses of the plan."""

from django.urls import path

from doingoai.plan.views import evidence, imports, plans, reports, spreadsheets, tasks

app_name = "plan"
urlpatterns = [
    path("ke-hoach/", plans.index, name="plans"),
    path("ke-hoach/nhap/", imports.upload, name="upload"),
    path("ke-hoach/nhap/<int:pk>/", imports.show, name="review"),
    path("ke-hoach/nhap/<int:pk>/nhiem-vu/<str:number>/", imports.correct, name="review_task"),
    path("ke-hoach/nhap/<int:pk>/cho/<int:index>/", imports.settle, name="review_warning"),
    path("ke-hoach/nhap/<int:pk>/nhan/", imports.accept, name="adopt"),
    path("ke-hoach/nhap/<int:pk>/bo/", imports.put_aside, name="discard"),
    path("ke-hoach/<int:year>/", plans.show, name="tree"),
    path("ke-hoach/<int:year>/theo-co-quan/", plans.by_agency, name="by_agency"),
    path("ke-hoach/<int:year>/dong-thoi-gian/", plans.timeline, name="timeline"),
    path("ke-hoach/<int:year>/viec/", plans.work, name="work"),
    path("ke-hoach/<int:year>/viec/<slug:agency>/", plans.work, name="work_of"),
    path("ke-hoach/<int:year>/kinh-phi/", plans.money, name="money"),
    path("ke-hoach/<int:year>/ban-goc/", plans.paper, name="paper"),
    path("ke-hoach/<int:year>/loai-viec/", plans.services, name="services"),
    path("ke-hoach/<int:year>/nhiem-vu/<str:number>/", tasks.show, name="task"),
    path("ke-hoach/<int:year>/nhiem-vu/<str:number>/bac/", tasks.state, name="task_state"),
    path("ke-hoach/<int:year>/nhiem-vu/<str:number>/muc/", tasks.target, name="task_target"),
    path("bang-chung/<int:year>/", evidence.index, name="evidence_list"),
    path("bang-chung/<int:year>/ghi/", evidence.add, name="record"),
    path("bang-chung/<int:year>/bang/", spreadsheets.upload, name="spreadsheet"),
    path("bang-chung/<int:year>/mau.xlsx", spreadsheets.template, name="spreadsheet_template"),
    path("bang-chung/bang/<int:pk>/rut/", spreadsheets.retract, name="spreadsheet_retract"),
    path("bang-chung/<int:year>/<int:pk>/", evidence.show, name="evidence"),
    path("bang-chung/<int:year>/<int:pk>/sua/", evidence.change, name="evidence_change"),
    path("bang-chung/<int:year>/<int:pk>/rut/", evidence.retract, name="evidence_retract"),
    path("bang-chung/<int:year>/<int:pk>/hoan/", evidence.restore, name="evidence_restore"),
    path("bao-cao/", reports.index, name="reports"),
    path("bao-cao/<int:year>/<slug:code>/", reports.show, name="report"),
    path("bao-cao/<int:year>/<slug:code>/chi-tiet/", reports.drill, name="report_drill"),
    path("bao-cao/<int:year>/<slug:code>/loi/", reports.write, name="report_write"),
    path("bao-cao/<int:year>/<slug:code>/ky/", reports.period, name="report_period"),
    path("bao-cao/<int:year>/<slug:code>/nhac/", reports.remind_silent, name="report_remind"),
    path("bao-cao/<int:year>/<slug:code>/chot/", reports.close, name="report_freeze"),
    path("bao-cao/<int:year>/<slug:code>/ban-chot/<int:edition>/", reports.frozen, name="report_frozen"),
    path("bao-cao/<int:year>/<slug:code>/ban.<str:kind>", reports.export, name="report_export"),
    path("bao-cao/<int:year>/<slug:code>/phan/<slug:agency>/", reports.part, name="part"),
    path("bao-cao/<int:year>/<slug:code>/phan/<slug:agency>/nop/", reports.submit, name="part_submit"),
    path("bao-cao/<int:year>/<slug:code>/phan/<slug:agency>/tra/", reports.give_back, name="part_return"),
    path("bao-cao/<int:year>/<slug:code>/phan/<slug:agency>/mien/", reports.excuse, name="part_excuse"),
]
