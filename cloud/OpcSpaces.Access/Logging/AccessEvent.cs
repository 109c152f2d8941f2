namespace OpcSpaces.Access.Logging;

/// <summary>What the access log has entries about.</summary>
public enum AccessEvent
{
    SignedIn,
    SignInFailed,
    Locked,
    SignedOut,
    AccountMade,
    AccountRevoked,
    GrantsChanged,
    PasswordChanged,
    PasskeyAdded,
    PasskeyRemoved,
    LinkMade,
    LinkUsed,
    KeyMade,
    KeyRevoked,
    DisplayMade,
    DisplayRevoked,
}

/// <summary>An entry of the access log.</summary>
/// <param name="Id">Grows with each entry.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who did it.</param>
/// <param name="What">What was done.</param>
/// <param name="Detail">To whom or what, with which values.</param>
/// <param name="Source">From where.</param>
public sealed record AccessLogEntry(long Id, DateTimeOffset At, string Who, AccessEvent What, string Detail, string Source);
