"""Who: bodies, groups, roles, all dated."""
