"""The words in which roles, kinds of bodies and the reach of groups are told to people."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from doingoai.agencies.domain import Extent, Kind, Role
from doingoai.agencies.domain.spokesperson import Speaking
from doingoai.agencies.domain.succession import Change

ROLE_WORDS: dict[str, Promise] = {
    Role.EDITOR: _("agency's editor"),
    Role.HEAD: _("head of the agency"),
    Role.FINANCE: _("finance"),
    Role.LEADER: _("province's leader"),
    Role.VIEWER: _("viewer"),
    Role.COORDINATOR: _("coordinator"),
    Role.ADMINISTRATOR: _("administrator"),
}
ROLE_DUTIES: dict[str, Promise] = {
    Role.EDITOR: _("records the agency's work and drafts its part of the report"),
    Role.HEAD: _("signs the agency's part of the report, and does what an editor does"),
    Role.FINANCE: _("reads the plan and looks at the money"),
    Role.LEADER: _("reads the work of all agencies and the record of acts"),
    Role.VIEWER: _("reads the plan and its evidence"),
    Role.COORDINATOR: _("runs the plan and the reports of the whole province, gives accounts and roles"),
    Role.ADMINISTRATOR: _("gives accounts and roles; does not read the plan"),
}
SPEAKING_WORDS: dict[str, Promise] = {
    Speaking.HEAD: _("head, by the post"),
    Speaking.STANDING: _("appointed to speak"),
    Speaking.CASE: _("authorised for one matter"),
}
KIND_WORDS: dict[str, Promise] = {
    Kind.GOVERNMENT: _("Government of the province"),
    Kind.COUNCIL: _("Elected bodies"),
    Kind.PARTY: _("Bodies of the Party"),
    Kind.OFFICE: _("Offices"),
    Kind.DEPARTMENT: _("Departments"),
    Kind.BOARD: _("Boards and inspectorate"),
    Kind.ARMED: _("Armed forces"),
    Kind.PRESS: _("Press of the province"),
    Kind.ASSOCIATION: _("Associations"),
    Kind.ENTERPRISE: _("Enterprises"),
    Kind.DISTRICT: _("People's committees of districts"),
    Kind.DISTRICT_OFFICE: _("Offices of districts"),
    Kind.COMMUNE: _("People's committees of communes"),
    Kind.NEIGHBOUR: _("Of another province"),
    Kind.CENTRAL: _("Central bodies"),
    Kind.FOREIGN: _("Foreign bodies"),
}
EXTENT_WORDS: dict[str, Promise] = {
    Extent.CLOSED: pgettext_lazy("extent of a group", "closed"),
    Extent.OPEN: pgettext_lazy("extent of a group", "open"),
    Extent.PLACEHOLDER: _("stands for whom it concerns"),
}
EXTENT_MEANINGS: dict[str, Promise] = {
    Extent.CLOSED: _("Work given to the group goes to each member of the day on which the plan was issued."),
    Extent.OPEN: _("The list is not closed: work given to the group stays with it and goes to nobody by itself."),
    Extent.PLACEHOLDER: _("It never goes to anybody by itself: whoever reviews the plan asks which bodies are meant."),
}
CHANGE_WORDS: dict[str, Promise] = {
    Change.MERGE: _("merged"),
    Change.SPLIT: _("split up"),
    Change.RENAME: _("renamed"),
    Change.DISSOLVE: _("dissolved"),
}
CHANGE_MEANINGS: dict[str, Promise] = {
    Change.MERGE: _("One or more agencies go into another, old or new."),
    Change.SPLIT: _("One agency goes into two or more; it may itself be one of them."),
    Change.RENAME: _("The agency stays, its name changes."),
    Change.DISSOLVE: _("The agency ends; another may take over its work."),
}
