using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Projections.Live;

/// <summary>How the live projection keeps its state.</summary>
public sealed class LiveOptions
{
    /// <summary>How often the live state is saved, so that a restart reads only what came since.</summary>
    [Range(1, 3_600_000)]
    public int SnapshotIntervalMs { get; set; } = 60_000;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class LiveOptionsValidator : IValidateOptions<LiveOptions>;
