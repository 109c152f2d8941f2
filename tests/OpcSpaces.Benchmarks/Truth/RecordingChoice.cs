using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>Which recording is scored; the command line may name another.</summary>
internal sealed class RecordingChoice
{
    /// <summary>By default the recorded room that lies beside the repository, in the folder <c>shared</c>.</summary>
    public string File { get; set; } = Path.GetFullPath(Path.Combine(ProductBinary.RepositoryRoot, "..", "shared", "data", "room-occupancy-pir.csv"));

    /// <summary>The motion columns; null for all whose name ends in <c>_PIR</c>.</summary>
    public IReadOnlyList<string>? Columns { get; set; }
}
