using System.Globalization;
using System.Text.Json;
using OpcSpaces.Cloud.Settings;
using OpcSpaces.CommandLine;
using OpcSpaces.Databases;
using OpcSpaces.Settings;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Settings;

public sealed class CloudSettingsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("settings");

    public void Dispose() => _directory.Dispose();

    public static TheoryData<string, RangedNumber> Numbers
    {
        get
        {
            var numbers = new TheoryData<string, RangedNumber>();
            foreach (var (path, number) in OptionsClasses.Reached) numbers.Add(path, number);
            return numbers;
        }
    }

    [Fact]
    public void The_sample_file_has_every_setting_with_its_default()
    {
        var sample = File.ReadAllText(Path.Combine(ProductDirectory, "settings.sample.jsonc"));

        var options = SettingsFile.Parse(sample, CloudSettings.Read);

        Assert.Equivalent(
            new CloudOptions
            {
                DataDirectory = "/var/lib/opcspaces",
                InfluxUrl = "http://127.0.0.1:8086?db=opcspaces",
                Influx = new InfluxOptions { Url = "http://127.0.0.1:8086", TokenFile = "/etc/opcspaces/influx-token" },
                Broker = new()
                {
                    Username = "cloud",
                    PasswordFile = "/etc/opcspaces/broker-password",
                    Tls = new() { CaFile = "/etc/opcspaces/broker-ca.pem", CertificateFile = "/etc/opcspaces/cloud.pem", KeyFile = "/etc/opcspaces/cloud.key" },
                },
                EmbeddedBroker = new()
                {
                    Tls = new() { CertificateFile = "/etc/opcspaces/broker.pem", KeyFile = "/etc/opcspaces/broker.key", ClientCaFile = "/etc/opcspaces/gateways-ca.pem" },
                },
            },
            options,
            strict: true);
        foreach (var (path, number) in OptionsClasses.Reached)
            Assert.Matches($"\"{path.Split('.')[^1]}\": \\d+[,]? ?(//.*{number.Least} to {number.Most})?", sample);
    }

    [Theory]
    [InlineData("""{ "provider": "postgresql" }""", "registry.connectionStringFile: missing – give a file whose first line is Host=")]
    [InlineData("""{ "connectionString": "Password=hunter2" }""", "registry.connectionString: a connection string – it is for PostgreSQL")]
    [InlineData("""{ "connectionStringFile": "f" }""", "registry.connectionStringFile: \"f\" – it is for PostgreSQL")]
    [InlineData("""{ "provider": "postgresql", "connectionString": "Password=hunter2", "connectionStringFile": "f" }""", "registry.connectionString: a connection string – connectionStringFile is there too")]
    [InlineData("""{ "provider": "postgres" }""", "registry.provider: \"postgres\" – ")]
    [InlineData("""{ "areaTolerancePercent": 101 }""", "registry.areaTolerancePercent: 101 – use 0 to 100")]
    public void A_wrong_setting_of_the_registry_is_named_without_its_password(string registry, string expected)
    {
        var faults = Assert.Throws<SettingsException>(() => Load($$"""{ "dataDirectory": "DATA", "registry": {{registry}} }""")).Message;
        Assert.Contains(expected, faults, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "publicUrl": "spaces.example" }""", "access.publicUrl: \"spaces.example\" – write the address of the pages without a path")]
    [InlineData("""{ "publicUrl": "https://spaces.example/live" }""", "access.publicUrl: ")]
    [InlineData("""{ "publicUrl": "https://eva:pw@spaces.example" }""", "access.publicUrl: ")]
    [InlineData("""{ "publicUrl": "ftp://spaces.example" }""", "access.publicUrl: ")]
    [InlineData("""{ "trustedProxies": ["::1", "proxy.example"] }""", "access.trustedProxies[1]: \"proxy.example\" – write the IP address of a proxy")]
    [InlineData("""{ "trustedProxies": ["10.0.0.0/33"] }""", "access.trustedProxies[0]: ")]
    [InlineData("""{ "issuerKeyDays": 0 }""", "access.issuerKeyDays: ")]
    [InlineData("""{ "openId": { "issuer": "https://login.example" } }""", "access.openId.clientId: missing")]
    [InlineData("""{ "openId": { "issuer": "http://login.example", "clientId": "c", "secretFile": "f", "roles": [] } }""", "access.openId.issuer: \"http://login.example\" – write the address of the issuer")]
    [InlineData("""{ "openId": { "issuer": "https://login.example", "clientId": "c", "secretFile": "f", "roles": [{ "value": "g", "grants": ["king"] }] } }""", "access.openId.roles[0].grants[0]: \"king\" – write one of")]
    [InlineData("""{ "openId": { "issuer": "https://login.example", "clientId": "c", "secretFile": "DATA/none", "roles": [] } }""", "access.openId.secretFile: ")]
    [InlineData("""{ "demoVisitor": true, "publicUrl": "https://spaces.example" }""", "access.demoVisitor: true – everybody who reaches publicUrl would be administrator")]
    [InlineData("""{ "demoVisitor": true }, "listen": "0.0.0.0" """, "access.demoVisitor: true – everybody who reaches 0.0.0.0 would be administrator")]
    [InlineData("""{ "demoVisitor": true }, "listen": "::" """, "access.demoVisitor: true – ")]
    public void A_wrong_setting_of_the_access_is_named(string access, string expected) =>
        Assert.Contains(expected, Assert.Throws<SettingsException>(() => Load($$"""{ "dataDirectory": "DATA", "access": {{access}} }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_setting_is_read()
    {
        var options = Load("""
            {
              "dataDirectory": "DATA", "listen": "::1", "port": 9000, "hostId": "host", "communities": ["a", "b"], "communityFiles": ["DATA/a.json", "DATA/b.json"],
              "broker": { "host": "mqtt.example", "port": 8883, "username": "cloud" },
              "embeddedBroker": { "listen": "::1", "port": 8884, "maxConnections": 9, "tls": { "certificateFile": "DATA/c.pem", "keyFile": "DATA/c.key" } },
              "influx": { "url": "https://influx.example?org=o&bucket=b", "writer": "client", "gzip": "on", "batchPoints": 7, "retry": { "firstDelayMs": 1, "maxDelayMs": 9 } },
              "embeddedSeries": { "cacheMib": 8 }, "ingest": { "gatherMs": 0 }, "journal": { "tailBytes": 4294967296 }, "deadLetters": { "maxTotalBytes": 1024 },
              "registry": { "provider": "postgresql", "connectionString": "Host=db", "areaTolerancePercent": 4.5, "retryPauseMs": 10 }, "access": { "publicUrl": "https://spaces.example", "keyDays": 30 }, "projections": { "mostBugRetries": 0 }, "live": { "snapshotIntervalMs": 1 }, "series": { "paceMs": 60000 }
            }
            """).Complete();

        Assert.Equal((_directory.FullPath, "::1", 9000, "host"), (options.DataDirectory, options.Listen, options.Port, options.HostId));
        Assert.Equal((DatabaseProvider.Postgresql, "Host=db", 4.5, 10), (options.Registry.Provider, options.Registry.ConnectionString, options.Registry.AreaTolerancePercent, options.Registry.RetryPauseMs));
        Assert.Equal((DatabaseProvider.Postgresql, "Host=db", "https://spaces.example", 30), (options.Access.Provider, options.Access.ConnectionString, options.Access.PublicUrl, options.Access.KeyDays));
        Assert.Equal(["a", "b"], options.Ingest.Communities);
        Assert.Equal([$"{_directory.FullPath}/a.json", $"{_directory.FullPath}/b.json"], options.CommunityFiles);
        Assert.Equal(("mqtt.example", 8883, "cloud"), (options.Broker!.Host, options.Broker.Port, options.Broker.Username));
        Assert.Equal(("::1", 8884, 9), (options.EmbeddedBroker.Listen, options.EmbeddedBroker.Port, options.EmbeddedBroker.MaxConnections));
        Assert.Equal(($"{_directory.FullPath}/c.pem", (string?)null), (options.EmbeddedBroker.Tls!.CertificateFile, options.EmbeddedBroker.Tls.ClientCaFile));
        Assert.Equal(
            ("https://influx.example", InfluxApi.V2, "o", "b", InfluxWriter.Client, InfluxGzip.On, 7, 9),
            (options.Influx!.Url, options.Influx.Api, options.Influx.Organization, options.Influx.Database, options.Influx.Writer, options.Influx.Gzip, options.Influx.BatchPoints, options.Influx.Retry.MaxDelayMs));
        Assert.Equal((8, 0, 4L << 30, 1024L), (options.EmbeddedSeries.CacheMib, options.Ingest.GatherMs, options.Journal.TailBytes, options.DeadLetters.MaxTotalBytes));
        Assert.Equal((0, 1, 60_000), (options.Projections.MostBugRetries, options.Live.SnapshotIntervalMs, options.Series.PaceMs));
        Assert.Equal(_directory.File("journal.db"), options.Journal.Path);
        Assert.Equal((_directory.FullPath, "host"), (options.Ingest.DataDirectory, options.Ingest.HostId));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_number_with_a_range_can_be_set_and_is_refused_outside_its_range(string path, RangedNumber number)
    {
        Load(With(path, number, number.Least));
        Load(With(path, number, number.Most));

        var fault = Assert.Single(Refused(With(path, number, number.Most + 1)));
        Assert.Equal((path, 2), (fault.Path, fault.Line));
        Assert.Equal($"{number.Least - 1}", Assert.Single(Refused(With(path, number, number.Least - 1))).Value);
    }

    [Theory]
    [InlineData("\"listen\": \"everywhere\"", "listen")]
    [InlineData("\"hostId\": \"a/b\"", "hostId")]
    [InlineData("\"communities\": [\"a\", \"b+\"]", "communities[1]")]
    [InlineData("\"communities\": [\"a\", \"A\"]", "communities[1]")]
    [InlineData("\"communities\": \"a\"", "communities")]
    [InlineData("\"communityFiles\": [\" \"]", "communityFiles[0]")]
    [InlineData("\"communityFiles\": [\"DATA/none.json\", \"DATA/none.json\"]", "communityFiles[1]")]
    [InlineData("\"broker\": { \"host\": \"\" }", "broker.host")]
    [InlineData("\"broker\": { \"host\": \"a b\" }", "broker.host")]
    [InlineData("\"broker\": { \"port\": 0 }", "broker.port")]
    [InlineData("\"broker\": { \"port\": 65536 }", "broker.port")]
    [InlineData("\"broker\": \"127.0.0.1:1883\"", "broker")]
    [InlineData("\"broker\": { \"passwordFile\": \"DATA/secret\" }", "broker.username")]
    [InlineData("\"broker\": { \"username\": \"u\", \"passwordFile\": \"DATA/none\" }", "broker.passwordFile")]
    [InlineData("\"broker\": { \"username\": \"u\", \"passwordFile\": \"DATA\" }", "broker.passwordFile")]
    [InlineData("\"broker\": { \"username\": \"u\", \"passwordFile\": \"DATA/empty\" }", "broker.passwordFile")]
    [InlineData("\"broker\": { \"tls\": {} }", "broker.tls.caFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/none.pem\" } }", "broker.tls.caFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/ca.pem\", \"keyFile\": \"DATA/secret\" } }", "broker.tls.certificateFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/ca.pem\", \"certificateFile\": \"DATA/ca.pem\" } }", "broker.tls.keyFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/ca.pem\", \"certificateFile\": \"DATA/ca.pem\", \"keyFile\": \"DATA/secret\" } }", "broker.tls.certificateFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/ca.pem\", \"allowTls12\": \"yes\" } }", "broker.tls.allowTls12")]
    [InlineData("\"embeddedBroker\": { \"listen\": \"localhost\" }", "embeddedBroker.listen")]
    [InlineData("\"embeddedBroker\": { \"port\": 8080 }", "embeddedBroker.port")]
    [InlineData("\"embeddedBroker\": { \"prot\": 1883 }", "embeddedBroker.prot")]
    [InlineData("\"embeddedBroker\": { \"tls\": { \"certificateFile\": \"DATA/none.pem\", \"keyFile\": \"DATA/secret\" } }", "embeddedBroker.tls.certificateFile")]
    [InlineData("\"embeddedBroker\": { \"tls\": { \"certificateFile\": \"DATA/ca.pem\", \"keyFile\": \"DATA/secret\" } }", "embeddedBroker.tls.certificateFile")]
    [InlineData("\"embeddedBroker\": { \"tls\": { \"certificateFile\": \"DATA/ca.pem\" } }", "embeddedBroker.tls.keyFile")]
    [InlineData("\"embeddedBroker\": { \"tls\": { \"certificateFile\": \"DATA/pair.pem\", \"keyFile\": \"DATA/pair.pem\", \"clientCaFile\": \"DATA/key.pem\" } }", "embeddedBroker.tls.clientCaFile")]
    [InlineData("\"embeddedBroker\": { \"tls\": { \"certificateFile\": \"DATA/pair.pem\", \"keyFile\": \"DATA/pair.pem\", \"clientCaFile\": \"DATA/secret\" } }", "embeddedBroker.tls.clientCaFile")]
    [InlineData("\"broker\": { \"tls\": { \"caFile\": \"DATA/key.pem\" } }", "broker.tls.caFile")]
    [InlineData("\"influx\": {}", "influx.url")]
    [InlineData("\"influx\": { \"url\": \"influx\" }", "influx.url")]
    [InlineData("\"influx\": { \"url\": \"http://h?db=d\", \"writer\": \"theirs\" }", "influx.writer")]
    [InlineData("\"influx\": { \"url\": \"http://h?db=d\", \"writer\": \"client\" }", "influx.writer")]
    [InlineData("\"influx\": { \"url\": \"http://h?db=d\", \"reader\": \"flux\" }", "influx.reader")]
    [InlineData("\"influx\": { \"url\": \"http://h?bucket=b&speed=1\" }", "influx.url")]
    [InlineData("\"influx\": { \"url\": \"http://h?db=d&retentionDays=x\" }", "influx.url")]
    [InlineData("\"influx\": { \"url\": \"http://h?db=d\", \"tokenFile\": \"DATA/none\" }", "influx.tokenFile")]
    [InlineData("\"dataDirectory\": \"DATA/secret/below\"", "dataDirectory")]
    [InlineData("\"ingets\": {}", "ingets")]
    [InlineData("\"ingest\": { \"dataDirectory\": \"x\" }", "ingest.dataDirectory")]
    public void A_wrong_setting_is_one_fault_on_its_line(string setting, string path)
    {
        File.WriteAllText(_directory.File("secret"), "secret");
        File.WriteAllText(_directory.File("empty"), "");
        File.WriteAllText(_directory.File("ca.pem"), TestCertificate.Pem());
        File.WriteAllText(_directory.File("pair.pem"), TestCertificate.Pem(withKey: true));
        File.WriteAllText(_directory.File("key.pem"), TestCertificate.KeyPem());
        var data = setting.StartsWith("\"dataDirectory\"", StringComparison.Ordinal) ? "" : "\"dataDirectory\": \"DATA\",";

        var fault = Assert.Single(Refused($"{{ {data}\n{setting} }}"));
        Assert.Equal((path, 2), (fault.Path, fault.Line));
        Assert.DoesNotContain("secret\"", fault.Value.Replace("/secret\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_an_address_is_refused_and_never_quoted()
    {
        var fault = Assert.Single(Refused("""{ "dataDirectory": "DATA", "influx": { "url": "http://me:hunter2@h?db=d" } }"""));
        Assert.Equal("influx.url", fault.Path);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_overrides_the_file_and_its_faults_are_named_by_option()
    {
        const string File = """{ "dataDirectory": "DATA", "port": 99999, "listen": "::1", "influx": { "url": "http://h?db=d", "parallel": 3 } }""";

        var options = Load(File, new CommandLineSettings { Port = 9000, Influx = "https://other?org=o&bucket=b", Broker = new HostAndPort("::1", 1884), CommunityFiles = ["none.json"] });
        Assert.Equal((9000, "::1", "https://other", 3), (options.Port, options.Listen, options.Influx!.Url, options.Influx.Parallel));
        Assert.Equal(("::1", 1884), (options.Broker!.Host, options.Broker.Port));
        Assert.Equal(["none.json"], options.CommunityFiles);

        Assert.Equal(
            [
                "SETTINGS:1: port: 99999 – use 1 to 65535",
                "command line: --host-id: \"a/b\" – contains '/', which is not allowed in topics: write another id",
                "command line: --listen: \"x\" – write an IP address, such as 127.0.0.1 or ::1",
            ],
            Refused(File, new CommandLineSettings { Listen = "x", HostId = "a/b" })
                .Select(fault => fault.ToString().Replace(_directory.File("cloud.jsonc"), "SETTINGS", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Options_of_the_embedded_broker_beside_another_broker_are_refused()
    {
        Assert.Equal(
            ["--broker-listen", "--broker-port"],
            Refused("{ \"dataDirectory\": \"DATA\" }", new CommandLineSettings { Broker = new HostAndPort("h", 1), BrokerPort = 2, BrokerListen = "::1" }).Select(fault => fault.Path).Order(StringComparer.Ordinal));
        var options = Load("{ \"dataDirectory\": \"DATA\" }", new CommandLineSettings { BrokerPort = 2, BrokerListen = "::1" });
        Assert.Equal((null, 2, "::1"), (options.Broker, options.EmbeddedBroker.Port, options.EmbeddedBroker.Listen));
    }

    [Fact]
    public void The_faults_of_community_files_are_listed_with_those_of_the_settings()
    {
        File.WriteAllText(_directory.File("a.json"), "{ \"id\": \"a\",\n\"floors\": 7 }");
        File.WriteAllText(_directory.File("b.json"), """{ "id": "b", "floors": [] }""");
        File.WriteAllText(_directory.File("c.json"), """{ "id": "B", "floors": [] }""");

        Assert.Equal(
            [("cloud.jsonc", 2, "port"), ("cloud.jsonc", 3, "communityFiles[2]"), ("a.json", 2, "floors")],
            Refused("{ \"dataDirectory\": \"DATA\",\n\"port\": 0,\n\"communityFiles\": [\"DATA/a.json\", \"DATA/b.json\", \"DATA/c.json\"] }")
                .Select(fault => (Path.GetFileName(fault.File!), fault.Line!.Value, fault.Path)));
    }

    private static string ProductDirectory => Path.Combine(ProductBinary.RepositoryRoot, "cloud", "OpcSpaces.Cloud");

    private static string With(string path, RangedNumber number, long value)
    {
        var (open, close) = ("", "");
        var parts = path.Split('.');
        foreach (var part in parts[..^1]) (open, close) = ($"{open}\"{part}\": {{ {(part == "influx" ? "\"url\": \"http://h?db=d\", " : "")}", close + " }");
        var others = string.Concat(OptionsClasses.Widest(number.Class).Where(widest => widest.Name != number.Name)
            .Select(widest => $", \"{JsonNamingPolicy.CamelCase.ConvertName(widest.Name)}\": {widest.Value}"));
        return string.Create(CultureInfo.InvariantCulture, $"{{ \"dataDirectory\": \"DATA\",\n{open}\"{parts[^1]}\": {value}{others}{close} }}");
    }

    private CloudOptions Load(string json, CommandLineSettings? commandLine = null)
    {
        var file = _directory.File("cloud.jsonc");
        File.WriteAllText(file, json.Replace("DATA", _directory.FullPath, StringComparison.Ordinal));
        return CloudSettings.Load(file, commandLine ?? new CommandLineSettings(), (rules, complete) => DiskRules.Check(rules, complete, create: true));
    }

    private IReadOnlyList<SettingsFault> Refused(string json, CommandLineSettings? commandLine = null) =>
        Assert.Throws<SettingsException>(() => Load(json, commandLine)).Faults;
}
