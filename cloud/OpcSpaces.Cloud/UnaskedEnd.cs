namespace OpcSpaces.Cloud;

/// <summary>
/// Tells an end that somebody asked for from one that nobody asked for. A background service that throws makes the host stop as if it had
/// been asked to, and would end the process with exit code 0 and no reason.
/// </summary>
internal static class UnaskedEnd
{
    /// <summary>One line; null when somebody asked for the end and nothing failed.</summary>
    public static string? Explain(IServiceProvider services, bool wasAsked)
    {
        var failed = services.GetServices<IHostedService>().OfType<BackgroundService>()
            .FirstOrDefault(service => service.ExecuteTask is { IsFaulted: true });
        if (failed?.ExecuteTask?.Exception?.GetBaseException() is { } e)
            return $"{failed.GetType().Name} ended with {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";
        return wasAsked ? null : "it stopped, and nobody had asked for it";
    }

    /// <summary>One line for an exception that nobody expected; the log has the details.</summary>
    public static string Of(Exception e) => $"ended unexpectedly: {e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}";

    /// <summary>Ends the process with this line and code 1 when a thread ends it with an exception; without it, .NET would print a page and end with 134.</summary>
    public static void Watch(TextWriter error) => AppDomain.CurrentDomain.UnhandledException += (_, args) =>
    {
        var line = args.ExceptionObject is Exception e ? Of(e) : "ended unexpectedly";
        Environment.Exit(CloudCommand.Refuse(error, [line], code: 1));
    };

    /// <summary>Only the command line, which hears Ctrl-C and SIGTERM, asks the host to stop: so a stop by anyone else is noticed.</summary>
    public static IServiceCollection StopsWhenAskedOnly(this IServiceCollection services) => services.AddSingleton<IHostLifetime, NoSignals>();

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
