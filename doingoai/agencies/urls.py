"""Addresses of the room."""

from django.urls import path

from doingoai.agencies.views import bodies, doors, focal, people, spokespersons, successions

app_name = "agencies"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("nhom/", bodies.groups, name="groups"),
    path("lam-viec-cho/", bodies.choose, name="choose"),
    path("ke-tuc/", successions.index, name="successions"),
    path("ke-tuc/moi/", successions.new, name="succession_new"),
    path("ke-tuc/<int:pk>/", successions.show, name="succession"),
    path("ke-tuc/<int:pk>/hoan/", successions.undo, name="succession_undo"),
    path("nguoi/", people.index, name="people"),
    path("nguoi/them/", people.add, name="add_person"),
    path("nguoi/vai-tro/", people.grant, name="grant"),
    path("nguoi/tam-khoa/", doors.locked, name="locked"),
    path("nguoi/tam-khoa/mo/", doors.unlock, name="unlock"),
    path("nguoi/<int:pk>/", people.show, name="person"),
    path("nguoi/<int:pk>/sua/", people.correct, name="correct_person"),
    path("nguoi/<int:pk>/vai-tro/<int:grant>/", people.end, name="end_role"),
    path("nguoi/<int:pk>/mat-khau/", people.renew, name="renew_password"),
    path("nguoi/<int:pk>/lop-thu-hai/", doors.reset_second_factor, name="reset_second_factor"),
    path("nguoi/<int:pk>/khoa/", people.close, name="close_account"),
    path("nguoi/<int:pk>/mo/", people.reopen, name="reopen_account"),
    path("<slug:slug>/", bodies.show, name="body"),
    path("<slug:slug>/dau-moi/", focal.name, name="focal"),
    path("<slug:slug>/phat-ngon/", spokespersons.index, name="spokespersons"),
    path("<slug:slug>/phat-ngon/them/", spokespersons.add, name="add_spokesperson"),
    path("<slug:slug>/phat-ngon/<int:pk>/ket-thuc/", spokespersons.end, name="end_spokesperson"),
]
