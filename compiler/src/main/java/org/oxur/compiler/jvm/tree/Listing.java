package org.oxur.compiler.jvm.tree;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

/// A class as text, for people: one line for each instruction, jumps by label.
public final class Listing {
    private final StringBuilder out = new StringBuilder();
    private final Map<Label, String> labels = new IdentityHashMap<>();

    private Listing() {}

    public static String of(byte[] bytes) {
        var listing = new Listing();
        for (var method : ClassFile.of().parse(bytes).methods()) {
            listing.out
                    .append(method.methodName().stringValue())
                    .append(method.methodTypeSymbol().displayDescriptor())
                    .append('\n');
            method.code().ifPresent(listing::code);
            listing.out.append('\n');
        }
        return listing.out.toString();
    }

    private void code(CodeModel code) {
        labels.clear();
        for (var element : code) {
            line(element);
        }
    }

    private void line(CodeElement element) {
        if (element instanceof LabelTarget target) {
            out.append("  ").append(name(target.label())).append(":\n");
        } else if (element instanceof Instruction instruction) {
            out.append("    ")
                    .append(instruction.opcode().name().toLowerCase(Locale.ROOT))
                    .append(operands(instruction))
                    .append('\n');
        }
    }

    private String operands(Instruction instruction) {
        return switch (instruction) {
            case LoadInstruction load -> " " + load.slot();
            case StoreInstruction store -> " " + store.slot();
            case IncrementInstruction inc -> " " + inc.slot() + " " + inc.constant();
            case ConstantInstruction constant -> " " + constant.constantValue();
            case BranchInstruction branch -> " " + name(branch.target());
            case FieldInstruction field ->
                    " " + simple(field.owner().asInternalName()) + "." + field.name().stringValue();
            case InvokeInstruction call ->
                    " "
                            + simple(call.owner().asInternalName())
                            + "."
                            + call.name().stringValue()
                            + call.typeSymbol().displayDescriptor();
            case InvokeDynamicInstruction call ->
                    " " + call.name().stringValue() + call.typeSymbol().displayDescriptor();
            case TypeCheckInstruction check -> " " + simple(check.type().asInternalName());
            case TableSwitchInstruction jump ->
                    " default "
                            + name(jump.defaultTarget())
                            + ", "
                            + jump.cases().size()
                            + " cases";
            case LookupSwitchInstruction jump ->
                    " default "
                            + name(jump.defaultTarget())
                            + ", "
                            + jump.cases().size()
                            + " cases";
            default -> "";
        };
    }

    private String name(Label label) {
        return labels.computeIfAbsent(label, _ -> "L" + labels.size());
    }

    private static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
