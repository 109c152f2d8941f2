using System.Text.Json;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Config;

/// <summary>The configuration as one JSON file; comments and trailing commas are allowed, unknown settings are not.</summary>
public static class GatewayConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Throws <see cref="ConfigurationException"/> with every fault at once.</summary>
    public static GatewayConfig Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException([new ConfigFault(path, "cannot be read", e.Message)]);
        }
    }

    /// <summary>Throws <see cref="ConfigurationException"/> with every fault at once.</summary>
    public static GatewayConfig Parse(string json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException e)
        {
            throw new ConfigurationException([new ConfigFault($"line {e.LineNumber + 1}", "not JSON", e.Message)]);
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new ConfigurationException([new ConfigFault("the file", document.RootElement.ValueKind.ToString(), "write one object in braces")]);
            var faults = new List<ConfigFault>();
            var config = Gateway(new ConfigSection(document.RootElement, "", faults));
            // What had the wrong shape was replaced by a default, of which nobody needs to hear.
            var shapeless = faults.Select(fault => fault.Path).ToHashSet();
            faults.AddRange(GatewayConfigRules.Faults(config).Where(fault => !shapeless.Contains(fault.Path)));
            ConfigurationException.ThrowIfAny(faults);
            return config;
        }
    }

    /// <summary>Writes a file that <see cref="Read"/> reads back as the same.</summary>
    public static void Write(string path, GatewayConfig config) =>
        File.WriteAllText(path, JsonSerializer.Serialize(config, GatewayConfigJson.Default.GatewayConfig));

    private static GatewayConfig Gateway(ConfigSection file)
    {
        var config = new GatewayConfig
        {
            Group = file.RequiredText("group"),
            Gateway = file.RequiredText("gateway"),
            PrimaryHost = file.Text("primaryHost", "opcspaces"),
            DataDirectory = file.RequiredText("dataDirectory"),
            Broker = Broker(file.Section("broker")),
            Pins = Pins(file.Section("pins")),
            Batching = Batching(file.Section("batching")),
            Outbox = Outbox(file.Section("outbox")),
            Uplink = Uplink(file.Section("uplink")),
            Zones = [.. file.Sections("zones").Select(Zone)],
        };
        file.RejectTheRest();
        return config;
    }

    private static MqttEndpointOptions Broker(ConfigSection? broker)
    {
        var options = new MqttEndpointOptions();
        if (broker is null) return options;
        options.Host = broker.Text("host", options.Host);
        options.Port = broker.Number("port", options.Port);
        options.Username = broker.OptionalText("username");
        options.PasswordFile = broker.OptionalText("passwordFile");
        options.Library = Library(broker);
        if (broker.Section("tls") is { } tls)
        {
            options.Tls = new MqttTlsOptions
            {
                CaFile = tls.RequiredText("caFile"),
                CertificateFile = tls.OptionalText("certificateFile"),
                KeyFile = tls.OptionalText("keyFile"),
                AllowTls12 = tls.Truth("allowTls12", false),
            };
            tls.RejectTheRest();
        }

        broker.RejectTheRest();
        return options;
    }

    private static MqttLibrary Library(ConfigSection broker)
    {
        var text = broker.Text("library", nameof(MqttLibrary.Auto));
        if (Enum.TryParse<MqttLibrary>(text, ignoreCase: true, out var library) && Enum.IsDefined(library)) return library;
        broker.Reject("library", $"\"{text}\"", "use \"auto\", \"libmosquitto\" or \"mqttNet\"");
        return MqttLibrary.Auto;
    }

    private static PinsConfig Pins(ConfigSection? pins)
    {
        if (pins is null) return new PinsConfig();
        var config = new PinsConfig { Driver = pins.Text("driver", PinsConfig.Signals), Socket = pins.Text("socket", "") };
        pins.RejectTheRest();
        return config;
    }

    private static BatchingConfig Batching(ConfigSection? batching)
    {
        var defaults = new BatchingConfig();
        if (batching is null) return defaults;
        var config = new BatchingConfig
        {
            WindowMs = batching.Number("windowMs", defaults.WindowMs),
            AwayTelemetrySeconds = batching.Number("awayTelemetrySeconds", defaults.AwayTelemetrySeconds),
            MaxReadings = batching.Number("maxReadings", defaults.MaxReadings),
        };
        batching.RejectTheRest();
        return config;
    }

    private static OutboxConfig Outbox(ConfigSection? outbox)
    {
        var defaults = new OutboxConfig();
        if (outbox is null) return defaults;
        var config = new OutboxConfig
        {
            DiskBudgetMegabytes = outbox.Number("diskBudgetMegabytes", defaults.DiskBudgetMegabytes),
            RetainCommittedHours = outbox.Number("retainCommittedHours", defaults.RetainCommittedHours),
            MaxUnsavedReadings = outbox.Number("maxUnsavedReadings", defaults.MaxUnsavedReadings),
            MarkSeconds = outbox.Number("markSeconds", defaults.MarkSeconds),
            SurvivesPowerLoss = outbox.Truth("survivesPowerLoss", defaults.SurvivesPowerLoss),
            Vfs = outbox.Text("vfs", defaults.Vfs),
        };
        outbox.RejectTheRest();
        return config;
    }

    private static UplinkConfig Uplink(ConfigSection? uplink)
    {
        var defaults = new UplinkConfig();
        if (uplink is null) return defaults;
        var config = new UplinkConfig
        {
            FirstWindow = uplink.Number("firstWindow", defaults.FirstWindow),
            LargestWindow = uplink.Number("largestWindow", defaults.LargestWindow),
            LargestWindowKilobytes = uplink.Number("largestWindowKilobytes", defaults.LargestWindowKilobytes),
            ProgressTimeoutMs = uplink.Number("progressTimeoutMs", defaults.ProgressTimeoutMs),
            FirstGoBackDelayMs = uplink.Number("firstGoBackDelayMs", defaults.FirstGoBackDelayMs),
            LongestGoBackDelayMs = uplink.Number("longestGoBackDelayMs", defaults.LongestGoBackDelayMs),
            FirstReconnectDelayMs = uplink.Number("firstReconnectDelayMs", defaults.FirstReconnectDelayMs),
            LongestReconnectDelayMs = uplink.Number("longestReconnectDelayMs", defaults.LongestReconnectDelayMs),
            KeepAliveSeconds = uplink.Number("keepAliveSeconds", defaults.KeepAliveSeconds),
        };
        uplink.RejectTheRest();
        return config;
    }

    private static ZoneConfig Zone(ConfigSection zone)
    {
        var config = new ZoneConfig
        {
            Id = zone.RequiredText("id"),
            Points = [.. zone.Sections("points").Select(Point).OfType<PointConfig>()],
        };
        zone.RejectTheRest();
        return config;
    }

    private static PointConfig? Point(ConfigSection point)
    {
        PointConfig? config = point.RequiredText("sensor") switch
        {
            MotionConfig.Sensor => Motion(point),
            PulseMeterConfig.Sensor => PulseMeter(point),
            var other => Unknown(point, other),
        };
        if (config is not null) point.RejectTheRest();
        return config;
    }

    private static PointConfig? Unknown(ConfigSection point, string sensor)
    {
        if (sensor.Length > 0) point.Reject("sensor", $"\"{sensor}\"", $"use \"{MotionConfig.Sensor}\" or \"{PulseMeterConfig.Sensor}\"");
        return null;
    }

    private static MotionConfig Motion(ConfigSection point)
    {
        var config = new MotionConfig { Point = point.RequiredText("point"), Pin = point.RequiredNumber("pin") };
        return config with
        {
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            HoldOffSeconds = point.Number("holdOffSeconds", config.HoldOffSeconds),
        };
    }

    private static PulseMeterConfig PulseMeter(ConfigSection point)
    {
        var config = new PulseMeterConfig { Point = point.RequiredText("point"), Pin = point.RequiredNumber("pin") };
        return config with
        {
            PulsesPerKilowattHour = point.Number("pulsesPerKilowattHour", config.PulsesPerKilowattHour),
            ShortestGapMs = point.Number("shortestGapMs", config.ShortestGapMs),
            ReportSeconds = point.Number("reportSeconds", config.ReportSeconds),
            StartWattHours = point.LongNumber("startWattHours", config.StartWattHours),
        };
    }
}
