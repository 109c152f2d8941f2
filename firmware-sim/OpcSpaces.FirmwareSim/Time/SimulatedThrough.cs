using System.Globalization;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// A small file with the time that the simulation has reached, so that a restarted simulation does not simulate the same minute
/// twice. The file is ahead of the simulation: after a kill, the rest of the reserved time counts as not observed.
/// </summary>
public sealed class SimulatedThrough(string dataDirectory)
{
    private readonly string _file = Path.Combine(dataDirectory, "simulated-through");
    private DateTimeOffset _reserved = DateTimeOffset.MinValue;

    /// <summary>Null when the file does not exist or has no valid time.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(_file) && DateTimeOffset.TryParse(File.ReadAllText(_file), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var through)
            ? through
            : null;

    /// <summary>
    /// To be called before time is moved to <paramref name="target"/>. It writes only when the reserved time is used up, and then
    /// reserves <paramref name="ahead"/> more.
    /// </summary>
    public void Reserve(DateTimeOffset target, TimeSpan ahead)
    {
        if (target > _reserved)
            Write(target + ahead);
    }

    /// <summary>Writes the exact time; to be called when time has stopped at <paramref name="through"/>.</summary>
    public void Write(DateTimeOffset through)
    {
        _reserved = through;
        File.WriteAllText(_file + ".new", through.ToString("O", CultureInfo.InvariantCulture));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
