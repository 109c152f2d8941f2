using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Timing;

namespace OpcSpaces.Storage.Series;

/// <summary>How long a store waits before it tries again.</summary>
public sealed class RetryOptions : IValidatableObject
{
    /// <summary>Bound of the first wait; doubles with every failure.</summary>
    [Range(1, 60_000)]
    public int FirstDelayMs { get; set; } = 200;

    /// <summary>Bound that no wait passes, unless the server asks for more.</summary>
    [Range(1, 3_600_000)]
    public int MaxDelayMs { get; set; } = 30_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        PauseRange.Validate(FirstDelayMs, MaxDelayMs, nameof(FirstDelayMs), nameof(MaxDelayMs));
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class RetryOptionsValidator : IValidateOptions<RetryOptions>;
