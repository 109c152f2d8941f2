using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Projections.Series;

/// <summary>How the series projection writes.</summary>
public sealed class SeriesOptions
{
    /// <summary>How long it gathers at the journal's end before it writes.</summary>
    [Range(0, 60_000)]
    public int PaceMs { get; set; } = 200;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
internal sealed partial class SeriesOptionsValidator : IValidateOptions<SeriesOptions>;
