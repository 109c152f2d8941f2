using System.Globalization;
using OpcSpaces.Ingest;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Series.Influx;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Cloud.Hosting;

/// <summary>Adds the broker, the stores and ingest as the options say.</summary>
internal static class StoresHosting
{
    public static IServiceCollection AddCloudIngest(this IServiceCollection services, CloudOptions options)
    {
        string InData(string file) => Path.Combine(options.DataDirectory, file);
        services.AddSingleton(_ => new Journal(new JournalOptions { Path = InData("journal.db") }));
        services.AddSingleton(provider => new DeadLetterTable(
            new DeadLetterOptions { Path = InData("dead-letters.db") }, provider.GetRequiredService<ILogger<DeadLetterTable>>()));
        services.AddSingleton(provider => SeriesStoreOf(provider, options));
        services.AddSingleton(provider => MqttConnector.Create(BrokerOf(options), provider.GetRequiredService<ILoggerFactory>()));
        services.AddIngest(ingest =>
        {
            ingest.DataDirectory = options.DataDirectory;
            ingest.HostId = options.HostId;
        });
        return services;
    }

    private static ISeriesStore SeriesStoreOf(IServiceProvider provider, CloudOptions options)
    {
        var deadLetters = provider.GetRequiredService<DeadLetterTable>();
        var time = provider.GetRequiredService<TimeProvider>();
        return options.Influx is null
            ? new EmbeddedSeriesStore(new EmbeddedSeriesOptions { Path = Path.Combine(options.DataDirectory, "series.db") }, deadLetters, time)
            : new InfluxSeriesStore(InfluxOf(options, out _), deadLetters, time, provider.GetRequiredService<ILogger<InfluxSeriesStore>>());
    }

    /// <summary>The InfluxDB that the options name; <paramref name="fault"/> says what is wrong with its address, or null.</summary>
    public static InfluxOptions InfluxOf(CloudOptions options, out string? fault)
    {
        var influx = new InfluxOptions { PositionPath = Path.Combine(options.DataDirectory, "influx-position.db"), TokenFile = options.InfluxTokenFile ?? "" };
        fault = InfluxUrl.TryApply(options.Influx ?? "", influx);
        return influx;
    }

    private static MqttEndpointOptions BrokerOf(CloudOptions options)
    {
        var colon = options.Broker.LastIndexOf(':');
        return new() { Host = options.Broker[..colon], Port = int.Parse(options.Broker[(colon + 1)..], CultureInfo.InvariantCulture) };
    }
}
