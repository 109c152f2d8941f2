using System.Globalization;
using System.Text;
using OpcSpaces.CommandLine;
using OpcSpaces.Files;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// A small file with the time that the simulation has reached, so that a restarted simulation does not simulate the same minute
/// twice. The file is ahead of the simulation: after a kill, the rest of the reserved time counts as not observed.
/// </summary>
/// <remarks>
/// One line of ASCII: <c>opcspaces-simulated-through 2 2026-03-02T08:00:00.0000000+00:00</c>. Version 1 was the time alone. The file
/// is replaced as a whole and flushed.
/// </remarks>
public sealed class SimulatedThrough(string dataDirectory)
{
    public const string FileName = "simulated-through";

    private const string Name = "opcspaces-simulated-through";
    private const int Version = 2;
    private const string Format = "O";
    private const int MostQuoted = 60;

    private readonly string _file = Path.Combine(dataDirectory, FileName);
    private DateTimeOffset _reserved = DateTimeOffset.MinValue;

    /// <summary>Null when the file does not exist.</summary>
    /// <exception cref="SimulatedThroughException">It holds something else, or cannot be read. It is not changed.</exception>
    public DateTimeOffset? Read()
    {
        if (!Path.Exists(_file))
            return null;
        var text = ReadText();
        var words = text.TrimEnd('\r', '\n').Split(' ');
        if (words is [Name, var number, _] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > Version)
            throw new SimulatedThroughException(_file, $"is of version {version}, and this program knows the versions up to {Version}: use a newer program or another data directory");
        var time = words is [Name, "2", var marked] ? marked : words is [var alone] ? alone : "";
        return DateTimeOffset.TryParseExact(time, Format, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var through)
            // The format also takes a time that was cut off before its offset.
            && through.ToString(Format, CultureInfo.InvariantCulture) == time
            ? through
            : throw new SimulatedThroughException(
                _file,
                $"must hold the time that the simulation has reached, but holds {Terminal.Quote(text, MostQuoted)}: write the time of the last reading into it, such as {Line(DateTimeOffset.UnixEpoch.AddYears(56)).TrimEnd()}, or use another data directory");
    }

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
        ReplacedFile.Write(_file, file => file.Write(Encoding.ASCII.GetBytes(Line(through))));
    }

    private string ReadText()
    {
        try
        {
            return NamedFile.ReadAllText(_file);
        }
        catch (NamedFileException e)
        {
            throw new SimulatedThroughException(_file, $"must be a file with the time that the simulation has reached, but {e.Fault}: move it away or use another data directory");
        }
    }

    private static string Line(DateTimeOffset through) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {Version} {through.ToString(Format, CultureInfo.InvariantCulture)}\n");
}

/// <summary>The file with the simulated time cannot be used. The message names the file, what it holds and what to do.</summary>
public sealed class SimulatedThroughException(string path, string fault) : Exception($"'{path}' {fault}");
