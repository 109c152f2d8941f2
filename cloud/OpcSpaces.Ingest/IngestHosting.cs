using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpcSpaces.Ingest.Receiving;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Watermarking;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest;

/// <summary>
/// Adds ingest to a host that provides <see cref="Journal"/>, <see cref="DeadLetterTable"/> and <see cref="Wire.Mqtt.IMqttConnector"/>.
/// It offers <see cref="IngestStatusSource"/> and <see cref="IngestHealth"/>.
/// </summary>
public static class IngestHosting
{
    public static IServiceCollection AddIngest(this IServiceCollection services, Action<IngestOptions> configure)
    {
        services.AddOptions<IngestOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<IngestOptions>>().Value);
        services.AddSingleton(new HostSession(new HostSessionOptions()));
        services.AddSingleton<IngestCounters>();
        services.AddSingleton<IngestHealth>();
        services.AddSingleton<IntakeBoard>();
        services.AddSingleton<SuspicionBoard>();
        services.AddSingleton<ConnectionCommands>();
        services.AddSingleton<IGatewayCommands>(provider => provider.GetRequiredService<ConnectionCommands>());
        services.AddSingleton<Receiver>();
        services.AddSingleton<IStateTimestampStore>(provider =>
            new StateTimestampFile(InDataDirectory(provider, "state-timestamp"), provider.GetRequiredService<ILogger<StateTimestampFile>>()));
        services.AddSingleton(provider => new IngestStatusSource(
            provider.GetRequiredService<Journal>(), provider.GetRequiredService<DeadLetterTable>(),
            provider.GetRequiredService<HostSession>(), provider.GetRequiredService<IngestHealth>(),
            provider.GetRequiredService<IngestCounters>(), provider.GetRequiredService<IntakeBoard>(),
            provider.GetRequiredService<SuspicionBoard>()));
        services.AddHostedService<IngestService>();
        return services;
    }

    private static string InDataDirectory(IServiceProvider provider, string file) =>
        Path.Combine(provider.GetRequiredService<IngestOptions>().DataDirectory, file);
}
