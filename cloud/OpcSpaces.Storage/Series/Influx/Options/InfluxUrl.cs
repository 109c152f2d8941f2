namespace OpcSpaces.Storage.Series.Influx.Options;

/// <summary>
/// Everything about a target in one address, as a command line wants it: http://host:8086?db=opcspaces (1.x, the default
/// database is opcspaces) or https://host?org=o&amp;bucket=b (2.x, 3.x, VictoriaMetrics).
/// </summary>
public static class InfluxUrl
{
    /// <summary>Fills in address, API, organisation and database; returns what is wrong with the address, or null.</summary>
    public static string? TryApply(string address, InfluxOptions options)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return $"'{address}' is no address such as http://127.0.0.1:8086?db=opcspaces";
        if (uri.UserInfo.Length > 0)
            return "a password does not belong into an address: put \"user:password\" or the token into a file";
        if (uri.AbsolutePath.Trim('/').Length > 0 && uri.Query.Length <= 1)
            return $"'{address}' names no database: {uri.GetLeftPart(UriPartial.Authority)}?db={uri.AbsolutePath.Trim('/')} (1.x), or ?org=ORG&bucket=BUCKET";
        options.Url = uri.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var value = Uri.UnescapeDataString(parts.Length > 1 ? parts[1] : "");
            switch (parts[0])
            {
                case "db":
                    (options.Api, options.Database) = (InfluxApi.V1, value);
                    break;
                case "bucket":
                    (options.Api, options.Database) = (InfluxApi.V2, value);
                    break;
                case "org":
                    (options.Api, options.Organization) = (InfluxApi.V2, value);
                    break;
                default:
                    return $"'{parts[0]}' in '{address}' is not known: db, or org and bucket";
            }
        }
        return options.Database.Length == 0 ? $"'{address}' names an empty database" : null;
    }
}
