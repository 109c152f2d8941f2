using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Wire.Mqtt.Mosquitto;

namespace OpcSpaces.Wire.Mqtt;

/// <summary>Chooses the library that carries the connections.</summary>
public static class MqttConnectors
{
    /// <summary>The libraries that can be used in this process, the preferred one first.</summary>
    public static IReadOnlyList<MqttLibrary> Available { get; } = FindAvailable();

    /// <summary>Throws <see cref="NotSupportedException"/> with what to install when the wanted library is not there.</summary>
    public static IMqttConnector Create(MqttEndpointOptions endpoint, ILoggerFactory? loggers = null)
    {
        var logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("OpcSpaces.Wire.Mqtt");
        var library = endpoint.Library == MqttLibrary.Auto && Available.Count > 0 ? Available[0] : endpoint.Library;
        return library switch
        {
            MqttLibrary.MqttNet => new MqttNet.MqttNetConnector(endpoint, logger),
            MqttLibrary.Libmosquitto or MqttLibrary.Auto => MosquittoLibrary.WhyNot is { } fault
                ? throw new NotSupportedException(fault)
                : new MosquittoConnector(endpoint, logger),
            _ => throw new NotSupportedException($"{library} was not compiled in (UseMqttNet)"),
        };
    }

    private static List<MqttLibrary> FindAvailable()
    {
        var found = new List<MqttLibrary>();
        if (MosquittoLibrary.WhyNot is null)
            found.Add(MqttLibrary.Libmosquitto);
        found.Add(MqttLibrary.MqttNet);
        return found;
    }
}
