using System.Globalization;

namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>
/// Everything about a target in one address, for the command line: http://host:8086?db=opcspaces (1.x; the default database is
/// opcspaces) or https://host?org=ORG&amp;bucket=BUCKET (2.x, 3.x, VictoriaMetrics). Further options: writer=own|client,
/// reader=influxql|flux, retentionDays=N.
/// </summary>
public static class InfluxUrl
{
    private const string Allowed = "db (1.x), or org and bucket (2.x, 3.x); with either: writer, reader, retentionDays";

    /// <summary>Fills in what the address says; returns what is wrong with the address, or null.</summary>
    public static string? TryApply(string address, InfluxOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return $"'{address}' is not an address such as http://127.0.0.1:8086?db=opcspaces";
        if (uri.UserInfo.Length > 0)
            return "the address must not contain a password: put \"user:password\" or the token into a file (--influx-token-file)";
        if (uri.AbsolutePath.Trim('/').Length > 0 && uri.Query.Length <= 1)
            return $"'{address}' has no database: write {uri.GetLeftPart(UriPartial.Authority)}?db={uri.AbsolutePath.Trim('/')} (1.x), or ?org=ORG&bucket=BUCKET";
        options.Url = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var given = new HashSet<string>();
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
            var fault = given.Add(parts[0]) ? Apply(parts[0], value, options) : $"'{parts[0]}' is given twice";
            if (fault is not null)
                return $"{fault} (in '{address}')";
        }
        if (given.Contains("db") && (given.Contains("bucket") || given.Contains("org")))
            return $"'{address}' has both db (1.x) and bucket or org (2.x, 3.x): give one of the two";
        if (options.Database.Length == 0)
            return $"the database or bucket in '{address}' must not be empty";
        return InfluxOptionsValidator.CombinationFault(options);
    }

    private static string? Apply(string name, string value, InfluxOptions options)
    {
        switch (name)
        {
            case "db":
                (options.Api, options.Database) = (InfluxApi.V1, value);
                return null;
            case "bucket":
                (options.Api, options.Database) = (InfluxApi.V2, value);
                return null;
            case "org":
                (options.Api, options.Organization) = (InfluxApi.V2, value);
                return null;
            case "writer":
                options.Writer = value == "client" ? InfluxWriter.Client : InfluxWriter.Own;
                return value is "own" or "client" ? null : $"writer '{value}' must be own or client";
            case "reader":
                options.Reader = value == "flux" ? InfluxReader.Flux : InfluxReader.InfluxQl;
                return value is "influxql" or "flux" ? null : $"reader '{value}' must be influxql or flux";
            case "retentionDays":
                var isDays = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500;
                options.RetentionDays = days;
                return isDays ? null : $"retentionDays '{value}' must be a whole number of days from 0 (for ever) to 36500";
            default:
                return $"the option '{name}' does not exist; allowed are {Allowed}";
        }
    }
}
