using OpcSpaces.Points;

namespace OpcSpaces.Alarms.Storing;

/// <summary>What somebody may write when they acknowledge an alarm, wherever they do.</summary>
public static class AlarmNote
{
    /// <summary>In UTF-16 code units.</summary>
    public const int Longest = 1_000;

    /// <summary>Reads a note. False where it is too long, or has letters other than line feeds that break lines or control a terminal.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="note">Without spaces around it; null where nothing was written.</param>
    public static bool TryRead(string written, out string? note)
    {
        note = written.Trim() is { Length: > 0 } text ? text : null;
        return note is null || (note.Length <= Longest && !Letters.HasDeceptive(note.Replace('\n', ' ')));
    }
}
