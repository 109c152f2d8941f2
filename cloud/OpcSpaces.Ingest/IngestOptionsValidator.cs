using Microsoft.Extensions.Options;
using OpcSpaces.Points;

namespace OpcSpaces.Ingest;

/// <summary>Checks the ranges, that Sparkplug allows the ids, and that the data directory exists.</summary>
internal sealed class IngestOptionsValidator : IValidateOptions<IngestOptions>
{
    private readonly IngestOptionsRangeValidator _ranges = new();

    public ValidateOptionsResult Validate(string? name, IngestOptions options)
    {
        var faults = new List<string>();
        if (_ranges.Validate(name, options) is { Failed: true } failed)
            faults.AddRange(failed.Failures);
        if (EntityId.Fault(options.HostId) is { } host)
            faults.Add($"{nameof(options.HostId)} '{options.HostId}' {host}");
        foreach (var community in options.Communities)
        {
            if (EntityId.Fault(community) is { } fault)
                faults.Add($"{nameof(options.Communities)} '{community}' {fault}");
        }
        if (options.DataDirectory.Length > 0 && !Directory.Exists(options.DataDirectory))
            faults.Add($"{nameof(options.DataDirectory)} '{options.DataDirectory}' is not there");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
