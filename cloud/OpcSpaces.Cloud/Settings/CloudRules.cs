using OpcSpaces.CommandLine;
using OpcSpaces.Settings;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>The rules for the settings of the cloud that need no disk: ranges, ids, addresses and settings that belong together.</summary>
internal static class CloudRules
{
    /// <summary>Adds every fault to <paramref name="rules"/>, which are those of the whole file.</summary>
    public static void Check(SettingsRules rules, CloudOptions options)
    {
        if (options.DataDirectory.Length == 0) rules.Fault("dataDirectory", "missing", "give the directory of the journal and the series");
        else rules.NotEmpty("dataDirectory", options.DataDirectory, "give the directory of the journal and the series");
        if (!IpAddressText.IsAddress(options.Listen)) rules.Fault("listen", $"\"{options.Listen}\"", "write an IP address, such as 127.0.0.1 or ::1");
        rules.Id("hostId", options.HostId);
        CheckList(rules, "communities", options.Communities, "community", (at, id) => rules.Id(at, id));
        CheckList(rules, "communityFiles", options.CommunityFiles, "file", (at, file) => rules.NotEmpty(at, file, "give a community file"));
        if (options.Broker is { } broker) MqttEndpointSettings.Check(rules.At("broker"), broker);
        else EmbeddedBrokerSettings.Check(rules.At("embeddedBroker"), options.EmbeddedBroker, options.Port);
        CheckInflux(rules.At("influx"), options);
        RegistrySettings.Check(rules.At("registry"), options.Registry);
        PrivacySettings.Check(rules.At("privacy"), options.Privacy);
        AccessSettings.Check(rules.At("access"), options.Access, options.Listen);
        NoticesSettings.Check(rules.At("notices"), options.Notices);
        OptionsSettings.Check(rules, options);
    }

    private static void CheckList(SettingsRules rules, string list, List<string> items, string what, Action<string, string> check)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, item) in items.Index())
        {
            check($"{list}[{index}]", item);
            rules.Unique($"{list}[{index}]", item, seen, what);
        }
    }

    private static void CheckInflux(SettingsRules rules, CloudOptions options)
    {
        if (options.Influx is null) return;
        if (options.InfluxUrl is not { } url) rules.Fault("url", "missing", "add it, such as http://127.0.0.1:8086?db=opcspaces");
        else if (url.Any(char.IsControl)) rules.NoControl("url", url);
        else if (InfluxUrl.TryApply(url, new InfluxOptions()) is { } fault) rules.Fault("url", url.Contains('@', StringComparison.Ordinal) ? "an address with a password" : $"\"{url}\"", fault);
        else if (InfluxOptionsValidator.CombinationFault(options.Influx) is { } combination) rules.Fault(options.Influx.Writer == InfluxWriter.Client ? "writer" : "reader", $"\"{url}\"", combination);
    }
}
