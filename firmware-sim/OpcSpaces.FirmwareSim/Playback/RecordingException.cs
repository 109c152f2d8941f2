using System.Globalization;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>A recording that cannot be played, with every fault in it; the message has one line per fault (<c>file:line: problem</c>).</summary>
public sealed class RecordingException(string file, IReadOnlyList<RecordingFault> faults)
    : Exception(string.Join('\n', faults.Select(fault => Show(file, fault))))
{
    public IReadOnlyList<RecordingFault> Faults { get; } = faults;

    private static string Show(string file, RecordingFault fault) => fault.Line == 0
        ? $"{file}: {fault.Problem}"
        : string.Create(CultureInfo.InvariantCulture, $"{file}:{fault.Line}: {fault.Problem}");
}

/// <summary>One thing that is wrong in a recording; line 1 is the header, line 0 the file itself.</summary>
public sealed record RecordingFault(int Line, string Problem);
