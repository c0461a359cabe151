package io.azulejo.models.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.azulejo.models.ModelException;
import io.azulejo.models.Tensors;
import io.azulejo.models.checkpoint.FloatTensor;
import io.azulejo.models.network.NetworkSettings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks that are not built here are called by their names, and by no other. The tensors are those that each one's
 * authors' code writes, with what it shares with its neighbours; one block of several, because all are alike.
 */
class KnownNetworkTest {
    private static final String STATE_DICTS = """
            Compact: body.0.weight body.0.bias body.1.weight body.2.weight body.2.bias body.3.weight body.34.weight body.34.bias
            Compact: body.0.weight body.0.bias body.2.weight body.2.bias body.4.weight body.4.bias
            EDSR: sub_mean.weight head.0.weight body.0.body.0.weight body.0.body.2.weight body.16.weight tail.0.0.weight tail.1.weight
            EDSR: conv_first.weight body.0.conv1.weight body.0.conv2.weight conv_after_body.weight upsample.0.weight conv_last.weight
            RCAN: head.0.weight body.0.body.0.body.0.weight body.0.body.0.body.2.weight body.0.body.0.body.3.conv_du.0.weight body.0.body.20.weight body.10.weight tail.1.weight
            RCAN: conv_first.weight body.0.residual_group.0.rcab.0.weight body.0.residual_group.0.rcab.3.attention.1.weight body.0.conv.weight conv_after_body.weight
            SRResNet: conv_first.weight body.0.conv1.weight body.0.conv1.bias body.0.conv2.weight upconv1.weight upconv2.weight conv_hr.weight conv_last.weight
            SRResNet: model.0.weight model.1.sub.0.res.0.weight model.1.sub.0.res.2.weight model.1.sub.16.weight model.2.weight model.5.weight
            ESRGAN or: conv_first.weight body.0.rdb1.conv1.weight body.0.rdb3.conv5.weight conv_body.weight conv_up1.weight conv_up2.weight conv_hr.weight conv_last.weight
            ESRGAN or: conv_first.weight RRDB_trunk.0.RDB1.conv1.weight RRDB_trunk.0.RDB3.conv5.weight trunk_conv.weight upconv1.weight HRconv.weight conv_last.weight
            ESRGAN or: model.0.weight model.1.sub.0.RDB1.conv1.0.weight model.1.sub.0.RDB3.conv5.0.weight model.1.sub.23.weight model.3.weight model.6.weight model.8.weight model.10.weight
            ESRGAN+: model.0.weight model.1.sub.0.RDB1.conv1.0.weight model.1.sub.0.RDB1.conv1x1.weight model.1.sub.23.weight model.3.weight model.6.weight
            SPSR: model.0.weight model.1.sub.0.RDB1.conv1.0.weight model.1.sub.23.weight f_HR_conv1.0.weight b_fea_conv.0.weight
            MM-RealSR: conv_first.weight body.0.rdb1.conv1.weight am_list.0.fc.0.weight de_net.conv_first.0.weight
            IMDN: fea_conv.weight IMDB1.c1.weight IMDB1.c5.weight IMDB1.cca.conv_du.0.weight c.0.weight LR_conv.weight upsampler.0.weight
            IMDN: model.0.weight model.1.sub.0.conv1.0.weight model.1.sub.0.conv4.weight model.1.sub.0.conv1x1.weight model.1.sub.8.weight model.2.weight
            RFDN: fea_conv.weight B1.c1_d.weight B1.c1_r.weight B1.c4.weight B1.c5.weight B1.esa.conv1.weight c.0.weight LR_conv.weight upsampler.0.weight
            RLFN: conv_1.weight block_1.c1_r.weight block_1.c2_r.weight block_1.c3_r.weight block_1.c5.weight block_1.esa.conv1.weight conv_2.weight upsampler.0.weight
            EFDN: head.weight cells.0.conv1.conv1x1.weight cells.0.fuse.weight cells.0.att.conv1.weight cells.0.branch.0.weight local_fuse.0.weight tail.0.weight
            SPAN: conv_1.sk.weight conv_1.conv.0.weight conv_1.eval_conv.weight block_1.c1_r.sk.weight block_1.c1_r.conv.0.weight block_1.c1_r.eval_conv.weight conv_cat.weight conv_2.sk.weight upsampler.0.weight
            SPAN: conv_1.eval_conv.weight block_1.c1_r.eval_conv.weight block_6.c3_r.eval_conv.weight conv_cat.weight conv_2.eval_conv.weight upsampler.0.weight
            SPANF: conv_near.weight block_1.c1_r.sk.weight block_1.c1_r.conv.0.weight block_1.c1_r.eval_conv.weight conv_cat.weight
            DSCF: conv_1.eval_conv.weight block_1.c1_r.eval_conv.weight block_1.c1_r.eval_conv.lora_A block_1.c1_r.eval_conv.lora_B conv_cat.weight upsampler.0.weight
            SPAN+: feats.0.eval_conv.weight feats.1.block_1.c1_r.sk.weight feats.1.block_1.c1_r.eval_conv.weight feats.1.conv_cat.weight upsampler.0.weight
            RealPLKSR: feats.0.weight feats.1.channel_mixer.0.weight feats.1.channel_mixer.2.weight feats.1.lk.conv.weight feats.1.attn.f.0.weight feats.1.refine.weight feats.1.norm.weight feats.30.weight
            RealPLKSR: feats.0.weight feats.1.channel_mixer.0.weight feats.1.lk.conv.weight feats.1.refine.weight feats.1.layer_norm.weight to_img.init_pos to_img.offset.weight
            SAFMN: to_feat.weight feats.0.norm1.weight feats.0.norm2.weight feats.0.safm.mfr.0.weight feats.0.safm.aggr.weight feats.0.ccm.ccm.0.weight to_img.0.weight
            SMFANet: to_feat.weight feats.0.smfa.alpha feats.0.smfa.linear_0.weight feats.0.smfa.lde.conv_0.0.weight feats.0.pcfn.conv_0.weight to_img.0.weight
            MoSR: gblocks.0.weight gblocks.1.norm.weight gblocks.1.fc1.weight gblocks.1.conv.weight gblocks.1.fc2.weight upsampler.0.weight
            SwinIR: conv_first.weight patch_embed.norm.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.attn.relative_position_bias_table layers.0.residual_group.blocks.0.attn.relative_position_index layers.0.residual_group.blocks.0.attn.qkv.weight layers.0.residual_group.blocks.0.mlp.fc1.bias conv_after_body.weight
            Swin2SR: conv_first.weight patch_embed.proj.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.attn.logit_scale layers.0.residual_group.blocks.0.attn.relative_position_index layers.0.residual_group.blocks.0.attn.cpb_mlp.0.weight
            SRFormer: conv_first.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.attn.relative_position_bias_table layers.0.residual_group.blocks.0.attn.aligned_relative_position_index
            HAT: relative_position_index_SA conv_first.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.attn.relative_position_bias_table layers.0.residual_group.blocks.0.conv_block.cab.0.weight layers.0.residual_group.overlap_attn.qkv.weight
            HiT-SR: conv_first.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.correlation.qv.conv.0.weight layers.0.residual_group.blocks.0.correlation.pos.pos_proj.weight layers.0.residual_group.blocks.0.mlp.fc1.weight conv_after_body.weight
            HiT-SR: conv_first.weight layers.0.residual_group.blocks.0.norm1.weight layers.0.residual_group.blocks.0.attn.biases layers.0.residual_group.blocks.0.mlp.fc1.weight
            CRAFT: conv_first.weight layers.0.residual_group.hf_blocks.0.attn.temperature layers.0.residual_group.srwa_blocks.0.qkv.weight relative_position_index_h biases_v
            ATD: relative_position_index_SA conv_first.weight layers.0.residual_group.td layers.0.residual_group.layers.0.attn_win.relative_position_bias_table layers.0.residual_group.layers.0.attn_atd.scale
            DRCT: conv_first.weight layers.0.swin1.norm1.weight layers.0.swin1.attn.relative_position_bias_table layers.0.swin1.attn.relative_position_index layers.0.adjust1.weight
            DAT: conv_first.weight before_RG.1.weight layers.0.blocks.0.norm1.weight layers.0.blocks.0.attn.qkv.weight layers.0.blocks.0.attn.spatial_interaction.0.weight layers.0.blocks.0.ffn.sg.conv.weight
            RGT: conv_first.weight before_RG.1.weight layers.0.blocks.0.gamma layers.0.blocks.0.norm1.weight layers.0.blocks.0.attn.qkv.weight layers.0.blocks.0.mlp.fc1.weight
            GRL: conv_first.weight norm_start.weight layers.0.blocks.0.attn.window_attn.attn_transform.logit_scale layers.0.blocks.0.attn.stripe_attn.attn_transform1.logit_scale
            OmniSR: input.weight residual_layer.0.residual_layer.0.layer.0.fn.0.weight up.0.weight
            DITN: sft.weight UFONE.0.ITLs.0.attn.temperature UFONE.0.ITLs.0.ffn.project_in.weight conv_after_body.weight upsample.0.weight
            Restormer: patch_embed.proj.weight encoder_level1.0.norm1.body.weight encoder_level1.0.attn.temperature encoder_level1.0.attn.qkv_dwconv.weight refinement.0.attn.temperature
            Uformer: input_proj.proj.0.weight encoderlayer_0.blocks.0.norm1.weight decoderlayer_0.blocks.0.norm1.weight
            NAFNet: intro.weight ending.weight middle_blks.0.beta middle_blks.0.sca.1.weight encoders.0.0.beta
            KBNet: intro.weight encoders.0.0.attgamma middle_blks.0.w decoders.0.0.attgamma ending.weight
            SCUNet: m_head.0.weight m_down1.0.conv1_1.weight m_body.0.conv1_1.weight m_tail.0.weight
            FBCNN: m_head.weight m_down1.0.res.0.weight m_down2.0.res.0.weight m_body_encoder.0.res.0.weight qf_pred.0.res.0.weight m_tail.weight
            DRUNet: m_head.weight m_down1.0.res.0.weight m_down3.0.res.0.weight m_body.0.res.0.weight m_up3.2.res.0.weight m_tail.weight
            Real-CUGAN: unet1.conv1.conv.0.weight unet1.conv1_down.weight unet2.conv1.conv.0.weight unet2.conv5.weight
            GFPGAN: toRGB.0.weight stylegan_decoder.style_mlp.1.weight conv_body_first.weight
            CodeFormer: encoder.blocks.0.weight quantize.embedding.weight position_emb ft_layers.0.self_attn.in_proj_weight
            the state of an optimizer: state.0.exp_avg state.0.exp_avg_sq param_groups.0
            """;

    @TestFactory
    Stream<DynamicTest> aNetworkIsCalledByItsNameAndByNoOther() {
        return each((network, tensors) -> {
            Set<String> names = KnownNetwork.all(tensors).stream()
                    .map(KnownNetwork::network)
                    .collect(Collectors.toSet());
            assertEquals(1, names.size(), names.toString());
            assertTrue(names.iterator().next().startsWith(network), names.toString());
        });
    }

    @TestFactory
    Stream<DynamicTest> itIsRefusedWithWhatToDo() {
        return each((network, tensors) -> {
            Map<String, FloatTensor> weights = new LinkedHashMap<>();
            tensors.forEach(name -> weights.put(name, Tensors.zeros(1)));
            String message = assertThrows(
                            ModelException.class,
                            () -> Families.recognise(Tensors.checkpoint("w.pth", weights), NetworkSettings.none()))
                    .getMessage();
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.startsWith("w.pth looks like " + network), message);
            assertTrue(
                    message.endsWith("azulejo models adopt") || message.endsWith("file of the network's weights"),
                    message);
        });
    }

    /** Networks that are built here must not be taken for others. */
    @TestFactory
    Stream<DynamicTest> noNetworkOfOursIsCalledByAnothersName() {
        return Stream.of(new PlksrFamilyTest(), new BbcuFamilyTest(), new DnCnnFamilyTest())
                .flatMap(family -> family.networks().stream())
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    Set<String> tensors = Families.build(FamilyContract.settings(line))
                            .shapes()
                            .keySet();
                    assertEquals(0, KnownNetwork.all(tensors).size());
                }));
    }

    private static Stream<DynamicTest> each(OnTensors test) {
        return STATE_DICTS.lines().map(line -> {
            String network = line.substring(0, line.indexOf(':'));
            Set<String> tensors = new LinkedHashSet<>(
                    Arrays.asList(line.substring(line.indexOf(':') + 2).split(" ")));
            return DynamicTest.dynamicTest(line, () -> test.accept(network, tensors));
        });
    }

    @FunctionalInterface
    private interface OnTensors {
        void accept(String network, Set<String> tensors);
    }
}
