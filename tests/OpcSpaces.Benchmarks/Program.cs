using OpcSpaces.Benchmarks;
using OpcSpaces.Benchmarks.Load;

return args is [AgentsProcess.FirstArgument, .. var rest]
    ? await AgentsRole.RunAsync(rest)
    : await BenchmarkCommandLine.RunAsync(args, Console.Out, Console.Error);
