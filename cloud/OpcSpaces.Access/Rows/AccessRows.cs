namespace OpcSpaces.Access.Rows;

/// <summary>A role of an account in a place, as text (<see cref="OpcSpaces.Model.Access.Grant"/>).</summary>
internal sealed class GrantRow
{
    public string AccountId { get; set; } = "";

    public string Grant { get; set; } = "";
}

/// <summary>A browser that has signed in. Its cookie has the secret; the hash alone is here.</summary>
internal sealed class SessionRow
{
    public string Hash { get; set; } = "";

    public string AccountId { get; set; } = "";

    /// <summary>The security stamp of the account when it signed in: another one ends the session.</summary>
    public string Stamp { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, at most a minute old.</summary>
    public DateTimeOffset SeenAt { get; set; }
}

/// <summary>A key of a program.</summary>
internal sealed class KeyRow
{
    /// <summary>Its public part, by which people recognise it.</summary>
    public string Id { get; set; } = "";

    public string Hash { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>The account that made it.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>Its grants, as a JSON array of texts.</summary>
    public string Grants { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When it was last used, at most a minute old.</summary>
    public DateTimeOffset? UsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A screen that shows the plan of one floor.</summary>
internal sealed class DisplayRow
{
    public string Id { get; set; } = "";

    public string Hash { get; set; } = "";

    public string Name { get; set; } = "";

    public string Community { get; set; } = "";

    public string Floor { get; set; } = "";

    /// <summary>Who made it.</summary>
    public string MadeBy { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last used, at most a minute old.</summary>
    public DateTimeOffset? SeenAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>A link that works once.</summary>
internal sealed class LinkRow
{
    public string Hash { get; set; } = "";

    public LinkKind Kind { get; set; }

    /// <summary>The account that it is for; empty where it makes one.</summary>
    public string AccountId { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null for one that does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>What a link does.</summary>
internal enum LinkKind
{
    /// <summary>Makes the first administrator. There is one at most.</summary>
    FirstAdministrator,

    /// <summary>Makes a further administrator, after the passwords of all were lost.</summary>
    Administrator,

    /// <summary>Lets the owner of an account choose its password.</summary>
    Password,
}

/// <summary>An entry of the access log. It is never changed, and not removed before half a year has passed.</summary>
internal sealed class AccessLogRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>Who did it: the id of an account, key or display; <c>?</c> for a sign-in with a name that nobody has, which may be a password.</summary>
    public string Who { get; set; } = "";

    public string What { get; set; } = "";

    /// <summary>Whom or what it was done to, and with which values; never a secret.</summary>
    public string Detail { get; set; } = "";

    /// <summary>The network address that it came from, or <c>command line</c>.</summary>
    public string Source { get; set; } = "";
}
