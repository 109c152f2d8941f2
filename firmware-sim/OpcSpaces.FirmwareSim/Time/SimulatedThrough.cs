using System.Globalization;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// A small file that says how far virtual time has come, so that a restarted simulation never lives the same minute twice.
/// It runs ahead of the time that it stands for: after a kill the rest of what was reserved is a time that nobody observed.
/// </summary>
public sealed class SimulatedThrough(string dataDirectory)
{
    private readonly string _file = Path.Combine(dataDirectory, "simulated-through");
    private DateTimeOffset _reserved = DateTimeOffset.MinValue;

    /// <summary>Null when there is none, or it is no time.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(_file) && DateTimeOffset.TryParse(File.ReadAllText(_file), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var through)
            ? through
            : null;

    /// <summary>To be called before time is moved to <paramref name="target"/>; writes one in so many times, and then <paramref name="ahead"/> of it.</summary>
    public void Reserve(DateTimeOffset target, TimeSpan ahead)
    {
        if (target > _reserved)
            Write(target + ahead);
    }

    /// <summary>To be called when time stands still at <paramref name="through"/>.</summary>
    public void Write(DateTimeOffset through)
    {
        _reserved = through;
        File.WriteAllText(_file + ".new", through.ToString("O", CultureInfo.InvariantCulture));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
