using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>Where the embedded series are.</summary>
public sealed class EmbeddedSeriesOptions
{
    /// <summary>The SQLite file; its directory must exist.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>Memory for pages, in MiB: every series that is written keeps one page in it.</summary>
    [Range(1, 65_536)]
    public int CacheMib { get; set; } = 64;

    [ValidateObjectMembers]
    public RetryOptions Retry { get; set; } = new();

    /// <summary>A registered SQLite file system; null is the system's own. For fault injection.</summary>
    public string? Vfs { get; set; }
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class EmbeddedSeriesOptionsValidator : IValidateOptions<EmbeddedSeriesOptions>;
