using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Timing;

namespace OpcSpaces.Projections.Running;

/// <summary>How projections read the journal and how they retry. The defaults are the ones that were measured.</summary>
public sealed class ProjectionsOptions : IValidatableObject
{
    /// <summary>Where projections keep their own files.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>Entries that a projection applies at a time.</summary>
    [Range(1, 100_000)]
    public int GroupEntries { get; set; } = 4_096;

    /// <summary>Payload bytes that a projection applies at a time: about ten thousand readings.</summary>
    [Range(1_024, 1_073_741_824)]
    public int GroupBytes { get; set; } = 256 * 1024;

    /// <summary>How often a projection that fails because of a bug is tried again at the same entry before it stops: with these pauses after about 25 s.</summary>
    [Range(0, 100)]
    public int MostBugRetries { get; set; } = 8;

    /// <summary>Pause after a first failure; it doubles up to <see cref="LongestPauseMs"/>.</summary>
    [Range(1, 600_000)]
    public int FirstPauseMs { get; set; } = 100;

    [Range(1, 600_000)]
    public int LongestPauseMs { get; set; } = 30_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PauseRange.Validate(FirstPauseMs, LongestPauseMs, nameof(FirstPauseMs), nameof(LongestPauseMs));
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class ProjectionsOptionsValidator : IValidateOptions<ProjectionsOptions>;
