using System.Globalization;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>A small file that says how far virtual time has come, so that a restarted simulation never lives the same minute twice.</summary>
public sealed class SimulatedThrough(string dataDirectory)
{
    private readonly string _file = Path.Combine(dataDirectory, "simulated-through");

    /// <summary>Null when there is none, or it is no time.</summary>
    public DateTimeOffset? Read() =>
        File.Exists(_file) && DateTimeOffset.TryParse(File.ReadAllText(_file), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var through)
            ? through
            : null;

    public void Write(DateTimeOffset through)
    {
        File.WriteAllText(_file + ".new", through.ToString("O", CultureInfo.InvariantCulture));
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
