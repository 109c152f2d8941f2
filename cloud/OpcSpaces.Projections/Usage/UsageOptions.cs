using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Projections.Usage;

/// <summary>How the usage projection keeps what it has counted. When hours are closed is no setting: a rebuild must give the same records.</summary>
public sealed class UsageOptions
{
    /// <summary>How often what is counted is saved. After a crash so much of the journal is read again.</summary>
    [Range(1_000, 86_400_000)]
    public int SaveEveryMs { get; set; } = 300_000;

    /// <summary>How long to gather entries at the journal's end: larger groups cost less.</summary>
    [Range(0, 60_000)]
    public int PaceMs { get; set; } = 1_000;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class UsageOptionsValidator : IValidateOptions<UsageOptions>;
