using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.Journaling;

/// <summary>Where the journal is, and how much of its end stays in memory.</summary>
public sealed class JournalOptions
{
    /// <summary>The SQLite file; its directory must exist.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Payload bytes of the newest entries that stay in memory, so that projections at the tip do not read the file.</summary>
    [Range(0, 4L << 30)]
    public long TailBytes { get; set; } = 32L << 20;

    /// <summary>When the write-ahead log has this many pages, the committing thread writes it back into the file.</summary>
    [Range(100, 1_000_000)]
    public int CheckpointPages { get; set; } = 4_000;

    /// <summary>A registered SQLite file system; null is the system's own. For fault injection.</summary>
    public string? Vfs { get; set; }
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>;
