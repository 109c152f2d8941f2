using OpcSpaces.Access.Settings;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Credentials;

/// <summary>A caller with what its credential says.</summary>
/// <param name="Caller">Who it is, and its grants.</param>
/// <param name="Kind">With what it came.</param>
/// <param name="EndsAt">When the credential ends at the latest.</param>
public sealed record KnownCaller(Caller Caller, CredentialKind Kind, DateTimeOffset EndsAt)
{
    /// <summary>So long after the sign-in a person may add or remove another way to sign in.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>While the database of accounts is away, whoever was known stays known for so long.</summary>
    public static readonly TimeSpan KeptWhileAway = TimeSpan.FromMinutes(15);

    /// <summary>When the owner of a session has signed in; null for other credentials.</summary>
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>
    /// Whether somebody sits at this machine who may change accounts and displays. A key may not: what it makes would outlive it, so that one that
    /// was stolen for a day would be one for ever.
    /// </summary>
    public bool IsPerson => Kind is CredentialKind.Session or CredentialKind.Demo;
}

/// <summary>With what somebody comes.</summary>
public enum CredentialKind
{
    /// <summary>A browser of a person who has signed in.</summary>
    Session,

    /// <summary>A key of a program.</summary>
    Key,

    /// <summary>A screen on a wall.</summary>
    Display,

    /// <summary>Nothing: everybody at this machine is signed in (<see cref="AccessOptions.DemoVisitor"/>).</summary>
    Demo,
}
