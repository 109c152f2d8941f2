namespace OpcSpaces.Storage.Deletions;

/// <summary>That something was deleted because its retention has ended; never what it was.</summary>
/// <param name="Kind">What kind of data, such as <c>raw-readings</c> or <c>series-access</c>.</param>
/// <param name="Community">Of which community; empty where it was not of one, or of all.</param>
/// <param name="From">The first time of what was deleted; null where nobody knows.</param>
/// <param name="To">The last time, or where it is not known the time before which everything was deleted.</param>
/// <param name="Count">How many entries, readings or records; null where the server does not say.</param>
/// <param name="Rule">The setting that asked for it with its value, such as <c>privacy.rawDays=30</c>.</param>
public sealed record Deletion(string Kind, string Community, DateTimeOffset? From, DateTimeOffset To, long? Count, string Rule);

/// <summary>Kinds of data that are of the installation and of no community.</summary>
public static class InstallationKinds
{
    /// <summary>The log of access.</summary>
    public const string AccessLog = "access-log";

    /// <summary>Sessions that have ended.</summary>
    public const string Sessions = "sessions";
}

/// <summary>A deletion in the log.</summary>
/// <param name="Id">Grows with each.</param>
/// <param name="At">When it was logged, right after it was done; in whole milliseconds.</param>
/// <param name="Deletion">What was deleted.</param>
public sealed record LoggedDeletion(long Id, DateTimeOffset At, Deletion Deletion);
