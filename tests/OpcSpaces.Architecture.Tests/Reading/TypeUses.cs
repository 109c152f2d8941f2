using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace OpcSpaces.Architecture.Tests.Reading;

/// <summary>Collects what a type definition uses: base types, attributes, fields, signatures and method bodies.</summary>
internal sealed class TypeUses(PEReader file, MetadataReader metadata)
{
    public TypeNames Names { get; } = new(metadata);

    public void Collect(TypeDefinitionHandle handle, HashSet<string> types, HashSet<string> members)
    {
        var type = metadata.GetTypeDefinition(handle);
        if (!type.BaseType.IsNil)
            types.UnionWith(Names.NamesOf(type.BaseType));
        foreach (var implemented in type.GetInterfaceImplementations())
            types.UnionWith(Names.NamesOf(metadata.GetInterfaceImplementation(implemented).Interface));
        foreach (var field in type.GetFields())
            types.UnionWith(metadata.GetFieldDefinition(field).DecodeSignature(Names, null));
        Add(type.GetCustomAttributes(), types, members);
        foreach (var parameter in type.GetGenericParameters())
            Add(parameter, types);
        foreach (var method in type.GetMethods())
            Collect(metadata.GetMethodDefinition(method), types, members);
    }

    private void Collect(MethodDefinition method, HashSet<string> types, HashSet<string> members)
    {
        Add(method.DecodeSignature(Names, null), types);
        Add(method.GetCustomAttributes(), types, members);
        foreach (var parameter in method.GetGenericParameters())
            Add(parameter, types);
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(Names, null))
                types.UnionWith(local);
        }
        foreach (var region in body.ExceptionRegions.Where(region => !region.CatchType.IsNil))
            types.UnionWith(Names.NamesOf(region.CatchType));
        foreach (var token in IlTokens.In(body))
            Add(token, types, members);
    }

    private void Add(EntityHandle token, HashSet<string> types, HashSet<string> members)
    {
        switch (token.Kind)
        {
            case HandleKind.MethodSpecification:
                var specification = metadata.GetMethodSpecification((MethodSpecificationHandle)token);
                foreach (var argument in specification.DecodeSignature(Names, null))
                    types.UnionWith(argument);
                Add(specification.Method, types, members);
                break;
            case HandleKind.MemberReference:
                Add(metadata.GetMemberReference((MemberReferenceHandle)token), types, members);
                break;
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)token);
                types.Add(Names.NameOf(method.GetDeclaringType()));
                break;
            case HandleKind.FieldDefinition:
                types.Add(Names.NameOf(metadata.GetFieldDefinition((FieldDefinitionHandle)token).GetDeclaringType()));
                break;
            default:
                types.UnionWith(Names.NamesOf(token));
                break;
        }
    }

    private void Add(MemberReference member, HashSet<string> types, HashSet<string> members)
    {
        var owners = Names.NamesOf(member.Parent);
        types.UnionWith(owners);
        var name = metadata.GetString(member.Name);
        members.UnionWith(owners.Select(owner => $"{owner}.{name}"));
        if (member.GetKind() == MemberReferenceKind.Method)
            Add(member.DecodeMethodSignature(Names, null), types);
        else
            types.UnionWith(member.DecodeFieldSignature(Names, null));
    }

    private void Add(CustomAttributeHandleCollection attributes, HashSet<string> types, HashSet<string> members)
    {
        foreach (var attribute in attributes)
            Add(metadata.GetCustomAttribute(attribute).Constructor, types, members);
    }

    private void Add(GenericParameterHandle parameter, HashSet<string> types)
    {
        foreach (var constraint in metadata.GetGenericParameter(parameter).GetConstraints())
            types.UnionWith(Names.NamesOf(metadata.GetGenericParameterConstraint(constraint).Type));
    }

    private static void Add(MethodSignature<System.Collections.Immutable.ImmutableHashSet<string>> signature, HashSet<string> types)
    {
        types.UnionWith(signature.ReturnType);
        foreach (var parameter in signature.ParameterTypes)
            types.UnionWith(parameter);
    }
}
