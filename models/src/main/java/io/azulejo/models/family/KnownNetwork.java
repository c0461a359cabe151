package io.azulejo.models.family;

import io.azulejo.models.network.ExportAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A network that users are likely to bring and that is not built here, told by what only it has among all that are: so
 * at most one row of the table fits a file, whatever the order of the rows.
 *
 * @param network its name
 * @param advice why it is not built, and what to do
 * @param has patterns of which each must fit a tensor; the first is the one that is shown
 * @param lacks patterns of which none may fit a tensor
 */
record KnownNetwork(String network, String advice, List<Pattern> has, List<Pattern> lacks) {
    private static final String NOT_BUILT = "which is not built here from weights: " + ExportAdvice.EXPORT;
    private static final String NOISE_MAP =
            "which takes a map of the noise beside the picture: " + ExportAdvice.EXPORT_ALONE;
    private static final String NO_NETWORK = "which is no network: name the file of the network's weights";

    /** Names of tensors: # stands for a number, * for anything; what begins with ! must not be there. */
    private static final List<KnownNetwork> KNOWN = List.of(
            // Convolutions in a row, and blocks of them.
            other("Compact (SRVGG, Real-ESRGAN's small one)", "body.0.weight", "body.2.weight", "!body.#.*.*"),
            other("EDSR", "body.#.body.#.weight", "!*.conv_du.*"),
            other("EDSR", "body.#.conv1.weight", "conv_after_body.weight"),
            other("RCAN", "body.#.body.#.body.#.weight", "*.conv_du.#.weight"),
            other("RCAN", "body.#.residual_group.#.rcab.*"),
            other("SRResNet", "body.#.conv1.bias", "upconv1.weight"),
            other("SRResNet", "model.1.sub.#.res.#.weight"),
            other("ESRGAN or Real-ESRGAN (RRDB)", "body.#.rdb#.conv#.weight", "!am_list.*"),
            other("ESRGAN or Real-ESRGAN (RRDB)", "RRDB_trunk.#.RDB#.conv#.weight", "!*.conv1x1.weight"),
            other(
                    "ESRGAN or Real-ESRGAN (RRDB)",
                    "model.1.sub.#.RDB#.conv#.0.weight",
                    "!*.conv1x1.weight",
                    "!f_HR_conv1.*"),
            other("ESRGAN+", "*.#.RDB#.conv1x1.weight", "!f_HR_conv1.*"),
            other("SPSR", "f_HR_conv1.#.weight", "model.1.sub.#.RDB#.*"),
            other("MM-RealSR", "am_list.#.*", "body.#.rdb#.*"),
            // Distillation and its descendants.
            other("IMDN", "IMDB#.c#.weight"),
            other("IMDN", "model.1.sub.#.conv1x1.weight"),
            other("RFDN", "B#.c#_d.weight"),
            other("RLFN", "block_#.c#_r.weight", "block_#.esa.*"),
            other("EFDN", "cells.#.*"),
            other("SPAN", "block_#.c#_r.*.weight", "conv_cat.weight", "!conv_near.*", "!*.lora_A"),
            other("SPANF", "conv_near.weight", "block_#.c#_r.*.weight"),
            other("DSCF", "*.lora_A", "block_#.c#_r.*.weight"),
            other("SPAN+", "feats.#.eval_conv.weight"),
            // Features that modulate each other.
            other("RealPLKSR", "feats.#.channel_mixer.#.weight"),
            other("SAFMN", "feats.#.safm.*"),
            other("SMFANet", "feats.#.smfa.*"),
            other("MoSR", "gblocks.#.fc1.weight"),
            // Transformers.
            other(
                    "SwinIR",
                    "layers.#.residual_group.blocks.#.attn.relative_position_bias_table",
                    "!*.conv_block.cab.*",
                    "!*.aligned_relative_position_index"),
            other("Swin2SR", "layers.#.residual_group.blocks.#.attn.cpb_mlp.*"),
            other("SRFormer", "layers.#.residual_group.blocks.#.attn.aligned_relative_position_index"),
            other("HAT", "layers.#.residual_group.blocks.#.conv_block.cab.*"),
            other("HiT-SR", "layers.#.residual_group.blocks.#.correlation.*"),
            other("HiT-SR", "layers.#.residual_group.blocks.#.attn.biases"),
            other("CRAFT", "layers.#.residual_group.srwa_blocks.*"),
            other("ATD", "layers.#.residual_group.layers.#.attn_atd.*"),
            other("DRCT", "layers.#.swin#.attn.*"),
            other("DAT", "layers.#.blocks.#.*", "before_RG.#.weight", "!layers.#.blocks.#.gamma"),
            other("RGT", "layers.#.blocks.#.gamma", "before_RG.#.weight"),
            other("GRL", "layers.#.blocks.#.attn.window_attn.*"),
            other("OmniSR", "residual_layer.#.residual_layer.#.layer.*"),
            other("DITN", "UFONE.#.ITLs.#.*"),
            other("Restormer", "encoder_level1.#.attn.qkv_dwconv.weight"),
            other("Uformer", "encoderlayer_#.blocks.#.*"),
            other("NAFNet", "middle_blks.#.sca.#.weight"),
            other("KBNet", "encoders.#.#.attgamma"),
            // Networks of several scales.
            other("SCUNet", "m_head.0.weight", "m_tail.0.weight"),
            other("FBCNN", "qf_pred.#.*", "m_head.weight"),
            new KnownNetwork(
                    "DRUNet", NOISE_MAP, patterns("m_head.weight", "m_down1.#.res.#.weight"), patterns("qf_pred.#.*")),
            other("Real-CUGAN", "unet1.conv1.conv.0.weight", "unet2.conv1.conv.0.weight"),
            other("GFPGAN", "stylegan_decoder.*"),
            other("CodeFormer", "quantize.embedding.weight", "ft_layers.#.*"),
            new KnownNetwork(
                    "the state of an optimizer", NO_NETWORK, patterns("exp_avg*|state.*|param_groups.*"), List.of()));

    /** What the tensors are of; empty for none of these. */
    static Optional<KnownNetwork> of(Set<String> tensors) {
        return KNOWN.stream().filter(other -> other.fits(tensors)).findFirst();
    }

    /** Every row that fits. */
    static List<KnownNetwork> all(Set<String> tensors) {
        return KNOWN.stream().filter(other -> other.fits(tensors)).toList();
    }

    /** The first tensor that shows it. */
    String shownBy(Set<String> tensors) {
        return tensors.stream()
                .filter(name -> has.get(0).matcher(name).matches())
                .findFirst()
                .orElseThrow();
    }

    private boolean fits(Set<String> tensors) {
        return has.stream().allMatch(pattern -> any(pattern, tensors))
                && lacks.stream().noneMatch(pattern -> any(pattern, tensors));
    }

    private static boolean any(Pattern pattern, Set<String> tensors) {
        return tensors.stream().anyMatch(name -> pattern.matcher(name).matches());
    }

    private static KnownNetwork other(String network, String... patterns) {
        List<Pattern> has = new ArrayList<>();
        List<Pattern> lacks = new ArrayList<>();
        for (String pattern : patterns) {
            boolean absent = pattern.startsWith("!");
            (absent ? lacks : has).addAll(patterns(absent ? pattern.substring(1) : pattern));
        }
        return new KnownNetwork(network, NOT_BUILT, has, lacks);
    }

    private static List<Pattern> patterns(String... names) {
        List<Pattern> made = new ArrayList<>();
        for (String name : names) {
            made.add(Pattern.compile(
                    name.replace(".", "\\.").replace("#", "\\d+").replace("*", ".*")));
        }
        return made;
    }
}
