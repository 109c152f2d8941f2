using OpcSpaces.Settings;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Cloud.Settings;

/// <summary>Reads the settings file of the cloud (<see cref="SettingsFile"/>) and the command line, which overrides it.</summary>
internal static class CloudSettings
{
    /// <summary>Reads all settings; throws <see cref="SettingsException"/> with every fault of the file, of the command line and of the files that they name.</summary>
    /// <param name="file">The settings file, or null for the command line alone.</param>
    /// <param name="commandLine">The options of the command line.</param>
    /// <param name="rules">Further rules for the complete settings.</param>
    public static CloudOptions Load(string? file, CommandLineSettings commandLine, Action<SettingsRules, CloudOptions> rules)
    {
        if (file is not null) return SettingsFile.Read(file, section => commandLine.Apply(Read(section)), Faults);
        var options = commandLine.Apply(new CloudOptions());
        SettingsException.ThrowIfAny([.. Faults(options)]);
        return options;

        IEnumerable<SettingsFault> Faults(CloudOptions complete)
        {
            var all = new SettingsRules();
            CloudRules.Check(all, complete);
            commandLine.Check(all);
            rules(all, complete);
            return all.Faults.Select(fault => commandLine.Rename(fault, file is not null));
        }
    }

    internal static CloudOptions Read(SettingsSection file)
    {
        file.Expect(SettingsSection.CloudSettings);
        var options = new CloudOptions();
        options.DataDirectory = file.Text("dataDirectory", options.DataDirectory);
        options.Listen = file.Text("listen", options.Listen);
        options.Port = file.Number("port", options.Port);
        options.HostId = file.Text("hostId", options.HostId);
        options.Communities = file.Texts("communities");
        options.CommunityFiles = file.Texts("communityFiles");
        options.Broker = file.OptionalPart("broker", MqttEndpointSettings.Read);
        file.Part("embeddedBroker", section => EmbeddedBrokerSettings.Read(section, options.EmbeddedBroker));
        options.Influx = file.OptionalPart("influx", section => Influx(section, options));
        file.Part("embeddedSeries", section => OptionsSettings.Read(section, options.EmbeddedSeries));
        file.Part("ingest", section => OptionsSettings.Read(section, options.Ingest));
        file.Part("projections", section => OptionsSettings.Read(section, options.Projections));
        file.Part("live", section => OptionsSettings.Read(section, options.Live));
        file.Part("series", section => OptionsSettings.Read(section, options.Series));
        file.Part("usage", section => OptionsSettings.Read(section, options.Usage));
        file.Part("journal", section => OptionsSettings.Read(section, options.Journal));
        file.Part("deadLetters", section => OptionsSettings.Read(section, options.DeadLetters));
        file.Part("api", section => OptionsSettings.Read(section, options.Api));
        file.Part("registry", section => RegistrySettings.Read(section, options.Registry));
        file.Part("privacy", section => PrivacySettings.Read(section, options.Privacy));
        file.Part("access", section => AccessSettings.Read(section, options.Access));
        file.Part("alarms", section => OptionsSettings.Read(section, options.Alarms));
        file.Part("notices", section => NoticesSettings.Read(section, options.Notices));
        return options;
    }

    // Settings of the file win over what the URL says.
    private static InfluxOptions Influx(SettingsSection influx, CloudOptions options)
    {
        var read = new InfluxOptions();
        options.InfluxUrl = influx.OptionalText("url");
        if (options.InfluxUrl is { } url) InfluxUrl.TryApply(url, read);
        read.TokenFile = influx.Text("tokenFile", read.TokenFile);
        read.Writer = influx.Choice("writer", read.Writer);
        read.Reader = influx.Choice("reader", read.Reader);
        read.Gzip = influx.Choice("gzip", read.Gzip);
        return OptionsSettings.Read(influx, read);
    }
}
