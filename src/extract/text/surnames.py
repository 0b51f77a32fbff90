"""Family names of East Asia in Latin letters, to tell "Li Jiaxiang" from "Jiaxiang Li"."""

NAMES = """
ai an bai ban bao bi bian bu cai cao cen chai chang che chen cheng chi chiang chiu cho choe choi chong chou chow chu
chua chung cui dai deng diao ding dong dou du duan eom fan fang fei feng fu gan gao ge geng gong gu guan guo ha hai
han hao hau he heo ho hong hou hsieh hsu hu hua huang hui hung huo hur hwang im ji jia jian jiang jiao jin jing ju
jung kan kang ke kim ko kong koo kuang kuo kwak kwan kwok kwon lai lam lan lau law lee lei leng leung li lian liang
liao lim lin ling liu lo long loo lou lu luan luo luk lv lyu ma mao mei men meng mi miao min ming mo mok moon mu na
nam nan ng ni nie ning niu noh oh ong ou ouyang pan pang park pei peng pi ping pu qi qian qiao qin qiu qu quan que
rao ren rong ruan rui ryu seo sha shan shang shao shen sheng shi shin shu si song su suh sui sun tai tam tan tang
tao teng tian tong tsai tsang tse tseng tu wan wang wei wen weng won wong woo wu xi xia xian xiang xiao xie xin xing
xiong xu xuan xue yan yang yao ye yeh yeo yi yim yin ying yip yoo yoon you youn yu yuan yue yun zang zeng zha zhai
zhan zhang zhao zhen zheng zhong zhou zhu zhuang zhuo zong zou zuo
"""
EASTERN_FAMILIES = frozenset(NAMES.split())


def is_eastern_family(word: str) -> bool:
    """Whether a word is a common Chinese or Korean family name.

    >>> is_eastern_family("Zhang"), is_eastern_family("Jiaxiang")
    (True, False)
    """
    return word.lower().rstrip(".,") in EASTERN_FAMILIES
