using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Databases;

namespace OpcSpaces.Registry.Databases;

/// <summary>Where the registry is kept, and how it is checked.</summary>
public sealed class RegistryOptions : DatabasePlace
{
    /// <summary>From which difference on between the declared area of a zone and its outline the difference is reported, in percent of the outline.</summary>
    [Range(0.0, 100.0)]
    public double AreaTolerancePercent { get; set; } = 3;

    /// <summary>Pause between two attempts to bring what is missing into the journal, or to reach the database.</summary>
    [Range(10, 600_000)]
    public int RetryPauseMs { get; set; } = 5_000;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class RegistryOptionsValidator : IValidateOptions<RegistryOptions>;
