using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace OpcSpaces.Api.Problems;

/// <summary>The parameters that a route reads, from the signature of its handler and from <see cref="MoreQueryNames"/>.</summary>
/// <param name="Parameters">Those of the handler that are values, in its order.</param>
/// <param name="QueryNames">The names that the query may have, in the order of the handler.</param>
internal sealed record DeclaredParameters(IReadOnlyList<DeclaredParameter> Parameters, IReadOnlySet<string> QueryNames)
{
    // Routes live as long as the host, and reading them takes reflection.
    private static readonly ConditionalWeakTable<Endpoint, DeclaredParameters> Known = [];

    public static DeclaredParameters Of(Endpoint endpoint) => Known.GetValue(endpoint, Read);

    private static DeclaredParameters Read(Endpoint endpoint)
    {
        var routed = (endpoint as RouteEndpoint)?.RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase) ?? [];
        var parameters = endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().SelectMany(parameter => Parts(parameter.ParameterInfo, routed)).DistinctBy(parameter => parameter.Name).ToList();
        var more = endpoint.Metadata.GetOrderedMetadata<MoreQueryNames>().SelectMany(names => names.Names);
        // As the framework compares them.
        return new DeclaredParameters(parameters, new HashSet<string>(parameters.Where(parameter => !parameter.IsRouted).Select(parameter => parameter.Name).Concat(more), StringComparer.OrdinalIgnoreCase));
    }

    // A parameter, or those of a record that gathers several. Services are classes, and no values.
    private static IEnumerable<DeclaredParameter> Parts(ParameterInfo parameter, HashSet<string> routed)
    {
        if (parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
            return parameter.ParameterType.GetConstructors().Where(made => made.GetParameters().Length > 0).SelectMany(made => made.GetParameters()).SelectMany(part => Parts(part, routed));
        var plain = Nullable.GetUnderlyingType(parameter.ParameterType);
        var type = plain ?? parameter.ParameterType;
        if (type != typeof(string) && (!type.IsValueType || type == typeof(CancellationToken))) return [];
        var name = parameter.GetCustomAttributes().OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name!;
        var isOptional = plain is not null || parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return [new DeclaredParameter(name, type, isOptional, routed.Contains(name))];
    }
}

/// <summary>A parameter of a handler.</summary>
/// <param name="Name">In the address.</param>
/// <param name="Type">Of its value; not of <see cref="Nullable{T}"/>.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
/// <param name="IsRouted">Whether it is a part of the path, and not of the query.</param>
internal readonly record struct DeclaredParameter(string Name, Type Type, bool IsOptional, bool IsRouted);

/// <summary>Metadata of a route: names that the query may have beside those of the handler's signature, each once.</summary>
internal sealed record MoreQueryNames(IReadOnlyList<string> Names);
