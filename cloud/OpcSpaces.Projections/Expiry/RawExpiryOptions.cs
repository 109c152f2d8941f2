using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Projections.Expiry;

/// <summary>The steps in which raw content expires. Small ones: ingest waits for each.</summary>
public sealed class RawExpiryOptions
{
    /// <summary>Content of one transaction.</summary>
    [Range(1_024, 16_777_216)]
    public int StepBytes { get; set; } = 512 * 1024;

    /// <summary>Pause after each transaction, in which ingest has the journal for itself.</summary>
    [Range(0, 60_000)]
    public int PauseMs { get; set; } = 10;

    /// <summary>Free pages of 8 KiB that stay in the file for what is written next; those beyond are given back to the disk.</summary>
    [Range(0, 1_000_000)]
    public int KeptPages { get; set; } = 2_048;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class RawExpiryOptionsValidator : IValidateOptions<RawExpiryOptions>;
