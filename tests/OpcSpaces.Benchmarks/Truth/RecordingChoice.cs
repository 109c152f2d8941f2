using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>What <c>truth</c> scores, as the command line says.</summary>
internal sealed class RecordingChoice
{
    /// <summary>Recordings that were named; empty for the included ones.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>Folders, or files of a folder as <c>FOLDER/NAME*</c>.</summary>
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>The columns to use; null for all whose name says what they are.</summary>
    public IReadOnlyList<string>? Columns { get; set; }

    public PlaySettings Settings { get; set; } = new();

    /// <summary>Whether the simulated building is scored beside recordings that were named.</summary>
    public bool AlsoSimulated { get; set; }

    /// <summary>Whether the numbers of the estimator are chosen anew without each recording in turn.</summary>
    public bool LeavesOneOut { get; set; }

    public bool NamesRecordings => Files.Count + Folders.Count > 0;
}
