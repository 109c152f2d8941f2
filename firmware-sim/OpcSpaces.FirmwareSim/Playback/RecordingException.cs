using System.Globalization;
using OpcSpaces.CommandLine;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>A recording that cannot be played. The message has one line per fault (<c>file:line: problem</c>); of very many faults only the first.</summary>
public sealed class RecordingException(string file, IReadOnlyList<RecordingFault> faults) : Exception(Show(file, faults))
{
    private const int MostShown = 20;

    public IReadOnlyList<RecordingFault> Faults { get; } = faults;

    private static string Show(string file, IReadOnlyList<RecordingFault> faults)
    {
        var lines = faults.Take(MostShown).Select(fault => fault.Line == 0
            ? $"{file}: {fault.Problem}"
            : string.Create(CultureInfo.InvariantCulture, $"{file}:{fault.Line}: {fault.Problem}"));
        return string.Join('\n', faults.Count > MostShown
            ? lines.Append(string.Create(CultureInfo.InvariantCulture, $"{file}: and {Terminal.Count(faults.Count - MostShown, "more fault")}"))
            : lines);
    }
}

/// <summary>One fault of a recording. Line 1 is the header; line 0 means the whole file.</summary>
public sealed record RecordingFault(int Line, string Problem);
