using System.Net;
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
        if (options.DataDirectory.Length == 0) rules.Fault("dataDirectory", "missing", "name the directory of the journal and the series");
        else rules.NoControl("dataDirectory", options.DataDirectory);
        if (!IPAddress.TryParse(options.Listen, out _)) rules.Fault("listen", $"\"{options.Listen}\"", "write an IP address, as 127.0.0.1 or ::1");
        rules.Id("hostId", options.HostId);
        CheckList(rules, "communities", options.Communities, "community", (at, id) => rules.Id(at, id));
        CheckList(rules, "communityFiles", options.CommunityFiles, "file", (at, file) => rules.NotEmpty(at, file, "name a community file"));
        CheckBroker(rules.At("broker"), options.Broker);
        CheckInflux(rules.At("influx"), options);
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

    private static void CheckBroker(SettingsRules rules, MqttEndpointOptions broker)
    {
        rules.NotEmpty("host", broker.Host, "name the broker's host");
        if (broker.Host.Any(char.IsWhiteSpace)) rules.Fault("host", $"\"{broker.Host}\"", "write the name without spaces");
        rules.Within("port", broker.Port, 1, 65535);
        if (broker.PasswordFile is not null && broker.Username is null) rules.Fault("username", "missing", "add it: a password needs a user name");
        if (broker.Tls is not { } tls) return;
        if ((tls.CertificateFile, tls.KeyFile) is (not null, null)) rules.Fault("tls.keyFile", "missing", "add it: the client certificate needs its private key");
        if ((tls.CertificateFile, tls.KeyFile) is (null, not null)) rules.Fault("tls.certificateFile", "missing", "add it: the private key needs its client certificate");
    }

    private static void CheckInflux(SettingsRules rules, CloudOptions options)
    {
        if (options.Influx is null) return;
        if (options.InfluxUrl is not { } url) rules.Fault("url", "missing", "add it, as http://127.0.0.1:8086?db=opcspaces");
        else if (InfluxUrl.TryApply(url, new InfluxOptions()) is { } fault) rules.Fault("url", url.Contains('@', StringComparison.Ordinal) ? "an address with a password" : $"\"{url}\"", fault);
        else if (InfluxOptionsValidator.CombinationFault(options.Influx) is { } combination) rules.Fault(options.Influx.Writer == InfluxWriter.Client ? "writer" : "reader", $"\"{url}\"", combination);
    }
}
