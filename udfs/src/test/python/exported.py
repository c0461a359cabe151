"""Writes the networks of ExportedNetworksTest as PyTorch's exporter writes them, with random weights.

    python3 exported.py ../resources/io/azulejo/udfs/adopt/exported

Made with PyTorch 1.13 (Debian: python3-torch). Each is small, keeps its picture nearly as it is, and has one habit of
published networks or of the exporter that makes a graph hard to follow.
"""

import sys
import warnings

import torch
import torch.nn as nn
import torch.nn.functional as F

FEATURES = 8


def conv(inputs, outputs, side=3, **settings):
    return nn.Conv2d(inputs, outputs, side, padding=side // 2, **settings)


class PixelShuffle(nn.Module):
    """ESPCN over bilinear enlargement."""

    def __init__(self, scale, channels=3):
        super().__init__()
        self.scale = scale
        self.body = nn.Sequential(conv(channels, FEATURES, 5), nn.Tanh(), conv(FEATURES, channels * scale * scale))

    def forward(self, x):
        enlarged = F.interpolate(x, scale_factor=self.scale, mode="bilinear", align_corners=False)
        return enlarged + 0.05 * F.pixel_shuffle(self.body(x), self.scale)


class PixelUnshuffle(nn.Module):
    """Real-ESRGAN for x2: half the size first, twice nearest later."""

    def __init__(self):
        super().__init__()
        self.first, self.second, self.last = conv(12, FEATURES), conv(FEATURES, FEATURES), conv(FEATURES, 3)

    def forward(self, x):
        f = F.leaky_relu(self.first(F.pixel_unshuffle(x, 2)), 0.2)
        f = F.leaky_relu(self.second(F.interpolate(f, scale_factor=2, mode="nearest")), 0.2)
        f = self.last(F.interpolate(f, scale_factor=2, mode="nearest"))
        return F.interpolate(x, scale_factor=2, mode="bicubic", align_corners=False) + 0.05 * f


class Pyramid(nn.Module):
    """U-Net of two levels; a picture is filled up to multiples of 4 and cut back, where asked."""

    def __init__(self, filling):
        super().__init__()
        self.filling = filling
        self.down, self.middle = conv(3, FEATURES), conv(FEATURES, FEATURES)
        self.up = nn.ConvTranspose2d(FEATURES, FEATURES, 2, 2)
        self.last = conv(2 * FEATURES, 3)

    def forward(self, x):
        height, width = x.shape[2], x.shape[3]
        filled = F.pad(x, (0, (4 - width % 4) % 4, 0, (4 - height % 4) % 4), mode="reflect") if self.filling else x
        a = F.relu(self.down(filled))
        b = F.relu(self.middle(F.max_pool2d(F.max_pool2d(a, 2), 2)))
        b = self.up(F.interpolate(b, scale_factor=2, mode="bilinear", align_corners=False))
        y = filled + 0.05 * self.last(torch.cat([a, b], 1))
        return y[:, :, :height, :width] if self.filling else y


class SizeOfSkip(nn.Module):
    """Half the size, enlarged to whatever size the skipped features have."""

    def __init__(self):
        super().__init__()
        self.first, self.coarse = conv(3, FEATURES), nn.Conv2d(FEATURES, FEATURES, 3, 2, 1)
        self.last = conv(2 * FEATURES, 3)

    def forward(self, x):
        a = F.relu(self.first(x))
        b = F.interpolate(F.relu(self.coarse(a)), size=a.shape[2:], mode="bilinear", align_corners=False)
        return torch.clamp(x + 0.05 * self.last(torch.cat([a, b], 1)), 0, 1)


class Gates(nn.Module):
    """NAFNet: normalised over channels, one half gates the other."""

    def __init__(self):
        super().__init__()
        self.first, self.wide = conv(3, FEATURES), conv(FEATURES, 2 * FEATURES, 1)
        self.deep = conv(2 * FEATURES, 2 * FEATURES, groups=2 * FEATURES)
        self.last = conv(FEATURES, 3)

    def forward(self, x):
        f = self.first(x)
        mean = f.mean(1, keepdim=True)
        f = (f - mean) / ((f - mean).pow(2).mean(1, keepdim=True) + 1e-2).sqrt()
        a, b = self.deep(self.wide(f)).chunk(2, 1)
        return x + 0.05 * self.last(a * b)


class LayersLast(nn.Module):
    """ConvNeXt: layers of each pixel with its channels last."""

    def __init__(self):
        super().__init__()
        self.first, self.last = conv(3, FEATURES, 7), conv(FEATURES, 3)
        self.norm, self.wide, self.narrow = nn.LayerNorm(FEATURES), nn.Linear(FEATURES, 16), nn.Linear(16, FEATURES)

    def forward(self, x):
        f = self.first(x)
        g = self.narrow(F.gelu(self.wide(self.norm(f.permute(0, 2, 3, 1)))))
        return x + 0.05 * self.last(f + g.permute(0, 3, 1, 2))


class ChannelAttention(nn.Module):
    """RCAN: channels weighted by their means over the picture."""

    def __init__(self):
        super().__init__()
        self.first, self.squeeze, self.last = conv(3, FEATURES), conv(FEATURES, FEATURES, 1), conv(FEATURES, 3)

    def forward(self, x):
        f = self.first(x)
        return x + 0.05 * self.last(f * torch.sigmoid(self.squeeze(F.adaptive_avg_pool2d(f, 1))))


class AcrossChannels(nn.Module):
    """Restormer: attention of channels to channels, over all pixels."""

    def __init__(self):
        super().__init__()
        self.first, self.query, self.last = conv(3, FEATURES), conv(FEATURES, 3 * FEATURES, 1), conv(FEATURES, 3)

    def forward(self, x):
        f = self.first(x)
        n, c, h, w = f.shape
        q, k, v = (part.reshape(n, c, h * w) for part in self.query(f).chunk(3, 1))
        attention = torch.softmax(F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1), -1)
        return x + 0.05 * self.last((attention @ v).reshape(n, c, h, w))


class ShiftedWindows(nn.Module):
    """SwinIR: attention within windows of 8, shifted by 4 around the picture."""

    def __init__(self):
        super().__init__()
        self.first, self.norm, self.query = conv(3, FEATURES), nn.LayerNorm(FEATURES), nn.Linear(FEATURES, 3 * FEATURES)
        self.last = conv(FEATURES, 3)

    def forward(self, x):
        f = self.first(x)
        n, c, h, w = f.shape
        y = torch.roll(self.norm(f.permute(0, 2, 3, 1)), (-4, -4), (1, 2))
        y = y.view(n, h // 8, 8, w // 8, 8, c).permute(0, 1, 3, 2, 4, 5).reshape(-1, 64, c)
        q, k, v = self.query(y).chunk(3, -1)
        y = torch.softmax(q @ k.transpose(-1, -2), -1) @ v
        y = y.view(n, h // 8, w // 8, 8, 8, c).permute(0, 1, 3, 2, 4, 5).reshape(n, h, w, c)
        return x + 0.05 * self.last(f + torch.roll(y, (4, 4), (1, 2)).permute(0, 3, 1, 2))


class Bytes(nn.Module):
    """As programs for phones take it: bytes, channels last."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x):
        y = self.network(x.permute(0, 3, 1, 2).float() / 255)
        return (y * 255).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)


FREE = {0: "batch", 2: "height", 3: "width"}


def export(name, network, shape, free=FREE, opset=13, dtype=torch.float32):
    x = (torch.rand(shape) * 255).to(dtype)
    torch.onnx.export(
        network.eval(),
        x,
        "%s/%s.onnx" % (sys.argv[1], name),
        opset_version=opset,
        input_names=["input"],
        output_names=["output"],
        dynamic_axes={"input": free, "output": {side: "out_" + label for side, label in free.items()}} if free else None,
    )


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    torch.manual_seed(1)
    picture = (1, 3, 32, 40)
    export("pixel-shuffle-9", PixelShuffle(2), picture, opset=9)
    export("pixel-shuffle-10", PixelShuffle(3), picture, opset=10)
    export("pixel-shuffle-17", PixelShuffle(4), picture, opset=17)
    export("pixel-shuffle-luma", PixelShuffle(3, 1), (1, 1, 64, 64), {0: "batch"}, opset=10)
    export("pixel-unshuffle", PixelUnshuffle(), picture)
    export("pyramid", Pyramid(False), picture)
    export("pyramid-filling", Pyramid(True), (1, 3, 33, 41))
    export("size-of-skip-11", SizeOfSkip(), picture, opset=11)
    export("size-of-skip", SizeOfSkip(), picture, opset=13)
    export("gates", Gates(), picture)
    export("layers-last", LayersLast(), picture)
    export("channel-attention", ChannelAttention(), picture)
    export("across-channels", AcrossChannels(), picture)
    export("shifted-windows", ShiftedWindows(), picture)
    export("bytes", Bytes(PixelShuffle(2)), (1, 32, 40, 3), {1: "height", 2: "width"}, dtype=torch.uint8)
