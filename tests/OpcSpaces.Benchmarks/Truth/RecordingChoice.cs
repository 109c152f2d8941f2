using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>The recording that is scored; the command line can name another.</summary>
internal sealed class RecordingChoice
{
    /// <summary>By default the recorded room in <c>firmware-sim/recordings</c>.</summary>
    public string File { get; set; } = RecordedRoomFile.FullPath;

    /// <summary>The motion columns; null for all whose name ends in <c>_PIR</c>.</summary>
    public IReadOnlyList<string>? Columns { get; set; }
}
