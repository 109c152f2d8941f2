using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.DeadLetters;

/// <summary>Where dead letters are stored, and how much room they get.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>The SQLite file; its directory must exist.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Longer payloads are cut; their full length is recorded.</summary>
    [Range(0, 16 << 20)]
    public int MaxPayloadBytes { get; set; } = 64 << 10;

    /// <summary>Payload and text bytes of all letters. The oldest are deleted to make room, and counted as evicted.</summary>
    [Range(1 << 10, 1L << 40)]
    public long MaxTotalBytes { get; set; } = 64L << 20;

    /// <summary>A registered SQLite file system; null is the system's own. For fault injection.</summary>
    public string? Vfs { get; set; }
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class DeadLetterOptionsValidator : IValidateOptions<DeadLetterOptions>;
