using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.Series;

/// <summary>How long a store waits before it tries again.</summary>
public sealed class RetryOptions
{
    /// <summary>Bound of the first wait; doubles with every failure.</summary>
    [Range(1, 60_000)]
    public int FirstDelayMs { get; set; } = 200;

    /// <summary>Bound that no wait passes, unless the server asks for more.</summary>
    [Range(1, 3_600_000)]
    public int MaxDelayMs { get; set; } = 30_000;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class RetryOptionsValidator : IValidateOptions<RetryOptions>;
