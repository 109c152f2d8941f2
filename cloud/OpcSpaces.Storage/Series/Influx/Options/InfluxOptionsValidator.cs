using Microsoft.Extensions.Options;

namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>Checks ranges, and which choices go together.</summary>
public sealed class InfluxOptionsValidator : IValidateOptions<InfluxOptions>
{
    private readonly InfluxOptionsRangeValidator _ranges = new();

    /// <exception cref="OptionsValidationException">A value is out of range or does not fit another.</exception>
    public static void Check(InfluxOptions options)
    {
        if (new InfluxOptionsValidator().Validate(null, options) is { Failed: true, Failures: { } faults })
            throw new OptionsValidationException(nameof(InfluxOptions), typeof(InfluxOptions), faults);
    }

    public ValidateOptionsResult Validate(string? name, InfluxOptions options)
    {
        var faults = new List<string>();
        if (_ranges.Validate(name, options) is { Failed: true, Failures: { } ranges })
            faults.AddRange(ranges);
        if (options.Url.Length > 0 && !(Uri.TryCreate(options.Url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            faults.Add($"{nameof(options.Url)} '{options.Url}' must be an http or https address");
        if (CombinationFault(options) is { } combination)
            faults.Add(combination);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>InfluxDB.Client speaks the second API only.</summary>
    public static string? CombinationFault(InfluxOptions options) => options switch
    {
        { Api: InfluxApi.V1, Writer: InfluxWriter.Client } =>
            "writer=client needs bucket=BUCKET instead of db: InfluxDB.Client writes to /api/v2/write only",
        { Api: InfluxApi.V1, Reader: InfluxReader.Flux } =>
            "reader=flux needs bucket=BUCKET instead of db: Flux is the query language of InfluxDB 2.x",
        _ => null,
    };
}

/// <summary>The ranges that the attributes of the options give.</summary>
[OptionsValidator]
internal sealed partial class InfluxOptionsRangeValidator : IValidateOptions<InfluxOptions>;
