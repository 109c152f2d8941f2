using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpcSpaces.Api.Usage;

/// <summary>How much the API keeps in memory.</summary>
public sealed class UsageHistoriesOptions
{
    /// <summary>Usage records in memory, in MB, beyond the community that was asked about last. A year of 1,000 desks takes 70.</summary>
    [Range(1, 1_000_000)]
    public int MemoryMegabytes { get; set; } = 512;
}

/// <summary>Checks the ranges of the options; generated.</summary>
[OptionsValidator]
public sealed partial class UsageHistoriesOptionsValidator : IValidateOptions<UsageHistoriesOptions>;
