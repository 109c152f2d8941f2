using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpcSpaces.Api.RateLimits;

namespace OpcSpaces.Api.Settings;

/// <summary>How much the API keeps in memory, and how much it answers.</summary>
public sealed class ApiOptions
{
    /// <summary>Usage records in memory, in MB, beyond the community that was asked about last. A year of 1,000 desks takes 70.</summary>
    [Range(1, 1_000_000)]
    public int MemoryMegabytes { get; set; } = 512;

    [ValidateObjectMembers]
    public RateLimitsOptions RateLimits { get; set; } = new();
}

/// <summary>Checks the ranges of the options and of their part; generated.</summary>
[OptionsValidator]
public sealed partial class ApiOptionsValidator : IValidateOptions<ApiOptions>;
