using OpcSpaces.Access.Settings;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Credentials;

/// <summary>A caller with what its credential says.</summary>
/// <param name="Caller">Who it is, and its grants.</param>
/// <param name="Kind">With what it came.</param>
/// <param name="EndsAt">When the credential ends at the latest.</param>
public sealed record KnownCaller(Caller Caller, CredentialKind Kind, DateTimeOffset EndsAt);

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
