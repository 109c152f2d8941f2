using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Api.RateLimits;

/// <summary>How many requests the API answers. What was not asked for in a quiet minute may be asked for at once.</summary>
public sealed class RateLimitsOptions
{
    /// <summary>Of one account, key or display, in a minute.</summary>
    [Range(1, 1_000_000)]
    public int CallerRequestsPerMinute { get; set; } = 3_000;

    /// <summary>Of one network address of somebody who has not signed in, in a minute. All addresses of an IPv6 network (/64) count as one.</summary>
    [Range(1, 1_000_000)]
    public int StrangerRequestsPerMinute { get; set; } = 1_200;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class RateLimitsOptionsValidator : IValidateOptions<RateLimitsOptions>;
